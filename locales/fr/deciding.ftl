# Deciding together: who takes a submission, votes, duplicates, masking, notes and messages, undoing.

button-claim = 🙋 Je prends
button-release = 👐 Je laisse
button-more = ⚙️ Autres actions
button-duplicate = 🔁 Doublon de…
button-mask = 🖍 Masquer
button-mask-sure = 🖍 Masquer ainsi
button-note = 📝 Noter
button-message = ✉️ Écrire à l’auteur
button-escalate = ⬆️ Confier à un admin
button-sanction = ⚠️ Avertir l’auteur
button-undo = ⏪ Revenir sur cette décision
button-with-word = 💬 Avec un mot
button-other-number = 🔢 Un autre numéro
button-answer-moderator = 💬 Répondre au modérateur
button-answer-again = 💬 Répondre encore
button-see-now = 👁 Le texte masqué
button-see-original = 📄 Votre texte d’origine

card-claimed = 🙋 Prise par { $name } jusqu’au { $until }
card-escalated = ⬆️ <b>Confiée à un admin</b> par { $name } : un admin décide.
card-votes = 🗳 { $what } : { $count } ({ $names })
card-duplicates = 🔁 Ses doublons : n° { $numbers }
card-sanctioned = ⚠️ { $step } pour son auteur, par { $name }
card-note = 📝 { $name } : <i>{ $text }</i>
card-word = 💬 Mot de { $name } à l’auteur : <i>{ $text }</i>
card-message = ✉️ { $name } à l’auteur : <i>{ $text }</i>
card-answer = 💬 L’auteur répond : <i>{ $text }</i>
card-notes-more = 📝 { $count ->
        [one] et un autre message avant ceux-ci
       *[other] et { $count } autres messages avant ceux-ci
    }
card-masked = 🖍 Données personnelles masquées le { $when }
vote-approve = Approuver
vote-refuse = Refuser
vote-ask = Demander une précision
vote-merge = Doublon

moderation-done-merge = La contribution n° { $number } est notée comme doublon. Les deux auteurs vont le savoir.
moderation-voted = Votre voix est comptée : { $count }. La contribution n° { $number } attend l’accord d’un autre modérateur.
moderation-voted-otherwise = Votre voix est comptée : { $count }. Attention, { $names } a voté autrement sur la contribution n° { $number }. Parlez-en, ou confiez-la à un admin.
moderation-claimed = { $name } lit la contribution n° { $number } et la garde jusqu’au { $until }. Rien n’a changé.
moderation-escalated = { $name } a confié la contribution n° { $number } à un admin, qui décidera.
moderation-choose-original = Écrivez seulement le numéro de l’autre contribution, par exemple 12.

claim-done = La contribution n° { $number } est à vous. Elle reviendra à tous si le temps passe.
release-done = La contribution n° { $number } est de nouveau à tous.

duplicate-pick = n° { $number } · { $title }
duplicate-unknown = Je ne trouve pas de contribution n° { $number } dont le texte existe encore.
duplicate-itself = La contribution n° { $number } ne peut pas être le doublon d’elle-même.
duplicate-closed = La contribution n° { $number } est retirée ou refusée : rien ne peut en être le doublon.
duplicate-joined =
    🔁 <b>Une autre contribution est un doublon de la vôtre, la n° { $number }.</b>

    « { $title } »

    Elle dit presque la même chose : elles sont traitées ensemble, et son auteur compte parmi vos soutiens.

mask-preview = 👁 <b>Aperçu :</b> voici le texte une fois masqué. Rien n’est encore changé.
mask-nothing = Je ne vois pas de donnée personnelle à masquer dans la contribution n° { $number }.
mask-done = Données personnelles masquées dans la contribution n° { $number }. Son auteur va le savoir.
mask-told =
    🖍 <b>Un modérateur a masqué des informations personnelles dans votre contribution n° { $number }.</b>

    « { $title } »
mask-line = • { $field } : « { $text } » devient « { $mask } »
mask-both-kept = Seul le texte masqué peut être rendu public. Votre texte d’origine est gardé ; vous pouvez relire les deux ici. La modération continue.

escalate-done = La contribution n° { $number } est confiée aux admins, qui sont prévenus.
escalate-already = La contribution n° { $number } est déjà confiée à un admin.
escalate-nobody = Aucun admin ne peut être prévenu pour l’instant. Rien n’a changé.

undo-done = La décision est annulée. La contribution n° { $number } attend de nouveau.
undo-gone = Il n’y a plus de décision à annuler sur la contribution n° { $number }.
undo-not-yours = Seuls { $name }, qui a décidé, et les admins peuvent revenir sur cette décision.
undo-too-late = Une décision ne s’annule que pendant { $minutes } minutes. Son auteur en a été informé.
undo-told-author = ⏪ <b>Correction :</b> la décision annoncée sur votre contribution n° { $number } est annulée. Un modérateur va la relire ; vous recevrez sa réponse ici. Pardon pour cet aller-retour.
undo-told = ⏪ <b>Correction :</b> la décision annoncée sur la contribution n° { $number } est annulée. Un modérateur va la relire.

write-in-private = Je vous attends en privé pour l’écrire.
write-word-reason = Pour quelle raison refuser la contribution n° { $number } ?
write-word = Écrivez votre mot ({ $maximum } caractères au plus). L’auteur de la contribution n° { $number } le lira après la raison, sans votre nom.
write-note = Écrivez votre note sur la contribution n° { $number } ({ $maximum } caractères au plus). Seuls les modérateurs la liront.
write-message = Écrivez votre message à l’auteur de la contribution n° { $number } ({ $maximum } caractères au plus). Il saura qu’un modérateur lui écrit, pas lequel.
write-duplicate = De quelle contribution la n° { $number } est-elle le doublon ? Écrivez son numéro.
write-word-done = Contribution n° { $number } refusée. Son auteur va le savoir, avec la raison et votre mot.
write-note-done = Votre note sur la contribution n° { $number } est gardée. Elle est sur la carte.
write-message-done = Votre message part vers l’auteur de la contribution n° { $number }. Sa réponse viendra sous la carte.
write-duplicate-done = La contribution n° { $number } est notée comme doublon. Les deux auteurs vont le savoir.

notice-word =
    Un mot du modérateur :
    <blockquote>{ $text }</blockquote>
message-told =
    ✉️ <b>Un modérateur vous écrit</b> à propos de votre contribution n° { $number }, « { $title } » :

    <blockquote>{ $text }</blockquote>
message-ask = Écrivez votre réponse ({ $maximum } caractères au plus) à propos de la contribution n° { $number }. Les modérateurs la liront.
message-ask-back = Écrivez votre question ({ $maximum } caractères au plus) à propos de la contribution n° { $number }. Les modérateurs vous répondront ici.
message-answered = ✅ Votre réponse est transmise aux modérateurs. Elle ne change pas le texte de votre contribution n° { $number }.
button-ask-moderator = 💬 Poser une question au modérateur
button-pass-question = 💬 Poser cette question au modérateur
button-pass-about = 💬 Au modérateur, sur ma contribution n° { $number }
message-asked = 💬 Votre question est transmise aux modérateurs : leur réponse viendra ici. Votre contribution n° { $number } vous attend, rien n’est perdu.
message-enough = Vous avez déjà bien répondu : les modérateurs vous écriront s’ils ont besoin d’autre chose.
message-nobody = L’auteur de la contribution n° { $number } ne peut plus être joint ici.
message-question-card =
    💬 <b>L’auteur de la contribution n° { $number } demande :</b>
    <blockquote>{ $text }</blockquote>
message-answer-card =
    💬 <b>L’auteur de la contribution n° { $number } répond :</b>
    <blockquote>{ $text }</blockquote>
write-left = ✖️ Ce que vous alliez écrire sur la contribution n° { $number } est laissé de côté : rien n’a été fait.
