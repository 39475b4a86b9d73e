# The phases of the consultation: what people are told while contributions are not taken, and /phase for admins.
# Each phase of consultation/phase.py has its name, phase-<phase>, and what it changes, phase-<phase>-effect.

command-phase = Ouvrir, clore, publier
help-admin =
    <b>Administration</b>
    /phase · ouvrir ou clore les contributions, dire où en est le plan
    /sanctions · suspensions en cours et contestations

phase-open = 🟢 Contributions ouvertes
phase-closed = 🔒 Contributions closes
phase-synthesis = 🧩 Synthèse
phase-published = 📘 Plan publié

phase-closed-welcome =
    <b>Bonjour ! Les contributions au plan d’action de la France pour un gouvernement ouvert sont closes.</b>

    { $title } : cette consultation a été lancée le { $launched }. Merci à celles et ceux qui ont écrit. Posez-moi une question, suivez ce que devient votre contribution, lisez les engagements.

    🔒 Nous gardons ce que vous envoyez et un identifiant technique, pour vous répondre ; /confidentialite dit tout.
phase-synthesis-welcome =
    <b>Bonjour ! Le plan d’action de la France pour un gouvernement ouvert se rédige à partir de vos contributions.</b>

    { $title } : cette consultation a été lancée le { $launched }. Posez-moi une question, suivez ce que devient votre contribution, lisez les engagements au fur et à mesure.

    🔒 Nous gardons ce que vous envoyez et un identifiant technique, pour vous répondre ; /confidentialite dit tout.
phase-published-welcome =
    <b>Bonjour ! Le plan d’action de la France pour un gouvernement ouvert est publié.</b>

    { $title } : cette consultation a été lancée le { $launched }. Lisez les engagements et où ils en sont, suivez ce qu’est devenue votre contribution, posez-moi une question.

    🔒 Nous gardons ce que vous envoyez et un identifiant technique, pour vous répondre ; /confidentialite dit tout.

phase-closed-explained =
    🔒 <b>Les contributions sont closes depuis le { $since }.</b>

    Celles qui sont envoyées continuent leur chemin : un modérateur lit chacune, vous pouvez la préciser s’il le demande, la retirer, faire un recours, et vous recevez toujours la réponse.
phase-synthesis-explained =
    🧩 <b>Les contributions sont closes : depuis le { $since }, le plan se rédige à partir de celles qui sont validées.</b>

    /engagements montre les engagements au fur et à mesure, et vous apprenez ici ce que devient votre contribution.
phase-published-explained =
    📘 <b>Les contributions sont closes : le plan est publié depuis le { $since }.</b>

    /engagements dit où en est chaque engagement, et combien de contributions l’ont nourri.
phase-next = La suite : { $title }.
phase-draft-kept = 📝 Votre brouillon est gardé : /mes_donnees vous en donne une copie.
phase-plan = 📘 Lire le plan
phase-too-late = Les contributions sont closes : celle-ci n’est pas envoyée. Votre brouillon est gardé ; /contribuer explique la suite.
phase-closed-now = Les contributions sont closes pour le moment : /contribuer explique la suite.

phase-head =
    <b>{ $phase }</b>
    depuis le { $since }

    Vers quelle phase passer ?
phase-foreseen = Au calendrier : { $when }, { $phase }
phase-to-open = 🟢 Ouvrir les contributions
phase-to-closed = 🔒 Clore les contributions
phase-to-synthesis = 🧩 Passer à la synthèse
phase-to-published = 📘 Le plan est publié
phase-sure = <b>Passer de « { $now } » à « { $wanted } » ?</b>
phase-open-effect = Chacun peut de nouveau commencer et envoyer une contribution.
phase-closed-effect = Plus personne ne peut commencer une contribution. Les brouillons sont gardés ; le suivi, les précisions, les retraits et les recours continuent.
phase-synthesis-effect = Les contributions restent closes ; l’accueil dit que le plan se rédige et mène aux engagements.
phase-published-effect = Les contributions restent closes ; l’accueil dit que le plan est publié et mène aux engagements.
phase-confirm = ✅ Confirmer
phase-set = C’est fait : tout le monde le voit dès maintenant
phase-changed-since = La phase a changé entre-temps. /phase montre où l’on en est.
