# /start, the menu, /aide, /langue.

language-name = Français

start-welcome =
    <b>Bonjour ! Ici, vous participez au plan d’action de la France pour un gouvernement ouvert.</b>

    { $title } : cette consultation a été lancée le { $launched }. Posez-moi une question, lisez les thèmes, ou contribuez : un modérateur lit chaque contribution et vous recevez toujours une réponse.

    🔒 Personne ne voit votre nom, sauf si vous signez. Nous gardons ce que vous envoyez et un identifiant technique, pour vous répondre ; /confidentialite dit tout.
start-menu = Que voulez-vous faire ?
start-question =
    Écrivez votre question, comme à quelqu’un. Par exemple :

    • « C’est quoi le Partenariat pour un gouvernement ouvert ? »
    • « Quand le plan sera-t-il terminé ? »
    • « Comment participer ? »

    Je ne réponds que ce que dit le communiqué du 23 février 2021. Si je ne sais pas, je vous le dis et je peux transmettre votre question.

menu-question = ❓ Poser une question
menu-contribuer = ✍️ Contribuer
menu-themes = 🗂 Les thèmes
menu-mes-contributions = 📬 Mes contributions
menu-actualites = 📰 Actualités
menu-abonnements = 🔔 Annonces
menu-agenda = 🗓 Agenda
menu-ressources = 📚 Ressources
menu-confidentialite = 🔒 Confidentialité
menu-langue = 🌐 Language / Langue
menu-aide = 💡 Aide

help-citizen =
    <b>Ce que je sais faire</b>

    Écrivez simplement votre question. Ou bien :
    /themes · les huit thèmes du plan
    /contribuer · envoyer une contribution, pas à pas
    /mes_contributions · ce que vous avez envoyé
    /suivi · où en est une contribution
    /charte · ce qui guide les modérateurs
    /engagements · les engagements du plan, et où ils en sont
    /actualites · les annonces déjà parues
    /agenda · les rendez-vous, s’inscrire
    /ressources · ce qu’il y a à lire
    /abonnements · recevoir les annonces, toutes ou par thème et département
    /stop · ne plus recevoir d’annonces, tout de suite
    /annuler · abandonner ce que vous avez commencé
    /langue · français ou anglais
    /mes_donnees · recevoir, corriger, effacer vos données
    /confidentialite · ce que nous gardons et pourquoi
help-moderator =
    <b>Modération</b>
    /file · les contributions qui attendent
    /stats · les chiffres de la modération
    /console · la même file dans un navigateur
help-press =
    <b>Service de presse</b>
    /annonce · écrire et diffuser une annonce
    /annonces · les annonces passées et leurs chiffres
    /stats · les chiffres de la modération
    /questions · les questions auxquelles je n’ai pas su répondre
    /agenda · les rendez-vous, leurs inscriptions et leurs QR codes
    /faq · chercher, ajouter ou corriger une réponse
    /engagements · écrire les engagements, dire où ils en sont
    /relier · dire ce que deviennent des contributions
    /export · emporter les contributions, les chiffres, le rapport PGO

language-which = Quelle langue préférez-vous ? / Which language do you prefer?

draft-discarded = C’est effacé.

command-start = Accueil et menu
command-aide = Ce que je sais faire
command-themes = Les huit thèmes du plan
command-contribuer = Envoyer une contribution
command-mes-contributions = Ce que vous avez envoyé
command-suivi = Où en est une contribution
command-actualites = Les annonces déjà parues
command-agenda = Les rendez-vous annoncés
command-ressources = Les ressources citées
command-abonnements = Recevoir ou non les annonces
command-confidentialite = Ce que nous gardons, et pourquoi
command-langue = Français ou anglais
command-annuler = Abandonner ce qui est commencé
command-stop = Ne plus recevoir d’annonces
command-file = Contributions en attente
command-annonce = Diffuser une annonce
command-annonces = Annonces passées
command-questions = Questions sans réponse
command-faq = Chercher et corriger la FAQ
