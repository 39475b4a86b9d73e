# Questions of citizens, the themes, and what is passed on to the press office.

themes-head = <b>Les huit thèmes du plan d’action 2021-2023</b>
themes-one =
    <b>{ $emoji } { $title }</b>

    { $summary }{ $questions ->
        [0] {""}
       *[other] {"\u000A\u000A"}Des questions sur ce thème :
    }
themes-contribute = ✍️ Contribuer sur ce thème

faq-answer =
    <b>{ $question }</b>

    { $answer }
faq-source =
    <blockquote>{ $quotation }</blockquote>
    <i>Source : communiqué de presse, à jour au { $day }</i>
faq-source-service = <i>Réponse de ce service, à jour au { $day }</i>
faq-source-press = <i>Réponse du service de presse, à jour au { $day }</i>
inline-ask = 💬 Poser une autre question
faq-did-it-help = Cela répond à votre question ?
faq-glad = Merci, c’est noté !
faq-suggestions = Je ne suis pas sûr d’avoir compris. Est-ce l’une de ces questions ?
faq-none-of-these = 🤷 Aucune de celles-ci
faq-fallback =
    Je ne sais pas répondre à cela : le communiqué, ma seule source, n’en dit rien que j’aie reconnu.

    Voulez-vous que je transmette votre question au service de presse ? Sa réponse vous parviendra ici.
faq-procedure = Pour vos démarches personnelles : service-public.fr. Je ne parle que du plan d’action.
faq-no-procedure = 🤷 Ce n’est pas une démarche
faq-themes = 🗂 Les thèmes
faq-silence-said = Le communiqué ne précise pas { $topic }, et je ne dis que ce qu’il dit.
faq-silence =
    { faq-silence-said }

    Voulez-vous que je transmette votre question au service de presse ? Sa réponse vous parviendra ici.
faq-offer = Voulez-vous que je transmette votre question au service de presse ? Sa réponse vous parviendra ici.
faq-yes-pass-on = ✅ Oui, transmettre
faq-no-thanks = ❌ Non merci
faq-speak = 🌐 Répondre en français
faq-passed-on = 📨 C’est transmis au service de presse. Sa réponse vous parviendra ici.
faq-quota = Vous avez déjà transmis { $maximum } questions depuis hier. Celle-ci pourra l’être demain ; d’ici là, je continue à vous répondre.
faq-already-passed-on = Cette question est déjà transmise. La réponse vous parviendra ici.
faq-not-passed-on = D’accord, je ne transmets rien. Vous pouvez poser une autre question quand vous voulez.
faq-entry-gone = Cette réponse n’est plus à jour et a été retirée. Posez-moi la question en quelques mots.
faq-one-by-one = J’ai répondu à vos deux premières questions. Envoyez-moi les autres, une par une.
faq-greeting = Bonjour ! Posez-moi votre question sur le plan d’action, ou choisissez dans le menu.
faq-thanks = Avec plaisir ! Si une autre question vous vient, je suis là.
faq-no-words = Écrivez-moi votre question en quelques mots, ou choisissez dans le menu.

questions-new =
    <b>Question n° { $number } à traiter</b>
    <blockquote>{ $text }</blockquote>
questions-answer = ✏️ Répondre
questions-open = 👀 Voir la n° { $number }
questions-dismiss = 🗑 Classer sans réponse
questions-head = <b>Questions en attente de réponse : { $total }</b>
questions-line =
    <b>n° { $number }</b> · { $count ->
        [one] posée une fois
       *[other] posée { $count } fois
    } · depuis le { $when }
    { $text }
questions-wording = • { $text }
questions-wording-answered = • { $text } <i>(n’a pas suffi : « { $title } »)</i>
questions-none = Aucune question n’attend de réponse. 🎉
questions-link = 🔗 Réponse existante
questions-link-which =
    <blockquote>{ $text }</blockquote>
    Quelle réponse de la FAQ convient ? Choisissez-la, ou écrivez quelques mots pour en chercher une autre.
questions-link-none =
    <blockquote>{ $text }</blockquote>
    Rien d’approchant dans la FAQ. Essayez d’autres mots, ou annulez et répondez vous-même.
questions-write =
    <blockquote>{ $text }</blockquote>
    Écrivez votre réponse : du texte simple, moins de 900 caractères. Vous la relirez avant l’envoi. /annuler pour renoncer.
questions-preview =
    <b>Voici ce que { $count ->
        [one] recevra la personne qui a posé la question
       *[other] recevront les personnes qui ont posé la question
    }</b>

    <blockquote>{ $text }</blockquote>
    { $answer }

    Envoyez cette réponse, ou écrivez-en une autre pour la remplacer.
questions-preview-entry =
    <b>Voici ce que { $count ->
        [one] recevra la personne qui a posé la question
       *[other] recevront les personnes qui ont posé la question
    }</b>

    <blockquote>{ $text }</blockquote>
    { $answer }

    Envoyez cette réponse, ou écrivez d’autres mots pour en chercher une autre.
questions-answered =
    <b>Le service de presse vous répond</b>

    Vous demandiez :
    <blockquote>{ $text }</blockquote>
    { $answer }
questions-settled-by = Cette question a déjà été traitée par { $name }. /questions liste celles qui attendent encore.
questions-draft-gone = Cette réponse est déjà envoyée ou abandonnée. /questions liste les questions qui attendent.
questions-sent = ✅ Réponse envoyée à { $count ->
        [one] une personne
       *[other] { $count } personnes
    }.
questions-dismissed =
    <b>Le service de presse a lu votre question</b>

    <blockquote>{ $text }</blockquote>
    Il ne peut pas y répondre ici : elle ne porte pas sur le plan d’action, ou l’information n’existe pas encore. Merci de l’avoir posée.
questions-dismiss-sure =
    <blockquote>{ $text }</blockquote>
    Classer cette question sans réponse ? Les personnes qui l’ont posée en seront informées.
questions-dismiss-yes = 🗑 Oui, classer
questions-set-aside = Question classée. { $count ->
        [one] La personne qui l’a posée est informée
       *[other] Les { $count } personnes qui l’ont posée sont informées
    }.
