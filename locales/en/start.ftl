# /start, the menu, /aide, /langue.

language-name = English

start-welcome =
    <b>Hello! Here you take part in France’s action plan for open government.</b>

    { $title }: this consultation was launched on { $launched }. Ask me a question, read the themes, or contribute: a moderator reads each contribution and you always get an answer.

    🔒 Nobody sees your name unless you sign. We keep what you send and a technical identifier, so that we can reply; /privacy says it all.
start-menu = What would you like to do?
start-question =
    Write your question as you would to someone. For example:

    • “What is the Open Government Partnership?”
    • “When will the plan be finished?”
    • “How can I take part?”

    I only answer what the press release of 23 February 2021 says. If I do not know, I say so, and I can pass your question on.

menu-question = ❓ Ask a question
menu-contribuer = ✍️ Contribute
menu-themes = 🗂 The themes
menu-mes-contributions = 📬 My contributions
menu-actualites = 📰 News
menu-abonnements = 🔔 Announcements
menu-agenda = 🗓 Agenda
menu-ressources = 📚 Resources
menu-confidentialite = 🔒 Privacy
menu-langue = 🌐 Langue / Language
menu-aide = 💡 Help

help-citizen =
    <b>What I can do</b>

    Simply write your question. Or:
    /themes · the eight themes of the plan
    /contribute · send a contribution, one step at a time
    /my_contributions · what you have sent
    /follow · where a contribution stands
    /charter · what guides the moderators
    /commitments · the plan’s commitments, and where they stand
    /news · the announcements already published
    /events · the events, registering
    /resources · what there is to read
    /subscriptions · receive announcements, all or by theme and département
    /stop · no more announcements, at once
    /cancel · give up what you have begun
    /language · French or English
    /my_data · receive, correct, erase your data
    /privacy · what we keep and why
help-moderator =
    <b>Moderation</b>
    /queue · the contributions that wait
    /stats · the figures of moderation
    /moderate · the same queue in a browser
help-press =
    <b>Press office</b>
    /announce · write and send an announcement
    /announcements · past announcements and their figures
    /stats · the figures of moderation
    /questions · the questions I could not answer
    /events · the events, their registrations and QR codes
    /faq · search, add or correct an answer
    /commitments · write the commitments, say where they stand
    /link · say what becomes of contributions
    /export · take away contributions, figures, the OGP report

language-which = Quelle langue préférez-vous ? / Which language do you prefer?

draft-discarded = It is erased.

command-start = Welcome and menu
command-aide = What I can do
command-themes = The eight themes of the plan
command-contribuer = Send a contribution
command-mes-contributions = What you have sent
command-suivi = Where a contribution stands
command-actualites = The announcements already published
command-agenda = What is announced
command-ressources = The resources named
command-abonnements = Receive announcements, or not
command-confidentialite = What we keep, and why
command-langue = French or English
command-annuler = Give up what is begun
command-stop = No more announcements
command-file = Contributions that wait
command-annonce = Send an announcement
command-annonces = Past announcements
command-questions = Unanswered questions
command-faq = Search and correct the FAQ
