# Sanctions: what someone is told, and how to appeal. A step of consultation/sanction.py has sanction-<key>,
# sanction-step-<key> and button-sanction-<key>.

command-sanctions = Suspensions et contestations

button-sanction-warning = ⚠️ Oui, avertir l’auteur
button-sanction-week = ⚠️ Oui, suspendre pendant 7 jours
button-sanction-month = ⚠️ Oui, suspendre pendant 30 jours
button-sanction-quarter = ⚠️ Oui, suspendre pendant 90 jours
button-sanction-appeal = ⚖️ Contester
button-sanction-kept = ✅ Maintenir
button-sanction-lifted = 🕊 Lever

sanction-warning = ⚠️ <b>Un avertissement de la modération.</b> Rien n’est suspendu : vous pouvez toujours contribuer, dans le respect de la charte (/charte).
sanction-week = ⚠️ <b>Vous ne pouvez plus contribuer jusqu’au { $until }.</b> Vous pouvez toujours poser des questions, suivre vos contributions et exercer vos droits.
sanction-month = ⚠️ <b>Vous ne pouvez plus contribuer jusqu’au { $until }.</b> Vous pouvez toujours poser des questions, suivre vos contributions et exercer vos droits.
sanction-quarter = ⚠️ <b>Vous ne pouvez plus contribuer jusqu’au { $until }.</b> Vous pouvez toujours poser des questions, suivre vos contributions et exercer vos droits.
sanction-why = Pourquoi : dans la contribution n° { $number }, { $why }
sanction-how-to-appeal = Vous n’êtes pas d’accord ? Touchez « ⚖️ Contester » et dites pourquoi, une fois. Un administrateur, et non un modérateur, vous répondra ici.
sanction-paused = Vous ne pouvez pas contribuer jusqu’au { $until }, par décision de la modération. Ce que vous avez commencé est gardé. Vos questions, vos suivis et vos droits restent ouverts ; pour contester, touchez « ⚖️ Contester » sous le message reçu.
sanction-done = L’auteur de la contribution n° { $number } va le savoir, avec la façon de contester.
sanction-already = La contribution n° { $number } a déjà valu un avertissement ou une suspension à son auteur.
sanction-not-blamed = La contribution n° { $number } n’est ni à traiter ni refusée : son auteur ne peut pas être averti à ce titre.
sanction-nobody = L’auteur de la contribution n° { $number } ne peut plus être joint ici.
sanction-appeal-ask = Dites pourquoi vous contestez ({ $maximum } caractères au plus). Un administrateur le lira.
sanction-appeal-sent = ⚖️ Votre contestation est transmise. Un administrateur vous répondra ici.
sanction-appealed = Cette décision a déjà été contestée, ou revue. Un administrateur vous répond ici.
sanction-settled = Un administrateur a déjà tranché.
sanction-told-kept = ⚖️ Un administrateur a relu la décision que vous contestez, et la maintient.
sanction-told-lifted = 🕊 <b>Un administrateur vous donne raison.</b> L’avertissement ou la suspension est levé : vous pouvez contribuer.

sanctions-none = Aucune suspension en cours, aucune contestation en attente.
sanctions-in-private = Les suspensions se lisent en privé avec moi : envoyez-moi /sanctions là-bas.
sanction-step-warning = Avertissement
sanction-step-week = Suspension de 7 jours
sanction-step-month = Suspension de 30 jours
sanction-step-quarter = Suspension de 90 jours
sanction-line = <b>{ $step }</b> (n° { $number }) par { $name }, le { $when }. Contribution n° { $submission } : { $reason }
sanction-line-until = Jusqu’au { $until }
sanction-line-appeal = ⚖️ Contestation : <i>{ $text }</i>
sanction-line-kept = ✅ Maintenue
sanction-line-lifted = 🕊 Levée
