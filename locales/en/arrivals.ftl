# What arrives while a form is open and is not plainly the answer it waits for.

arrival-forwarded = This message is forwarded: is it your answer to “{ $field }”? Please send nothing from a private conversation unless the person agrees.
arrival-left =
    You had begun a contribution: “{ $title }”.

    Is your message your answer to “{ $field }”?
button-is-answer = ✍️ Yes, it is my answer
button-is-question = ❓ No, it is a question
arrival-end = Is this message the end of your answer to “{ $field }”? If so, tap “➕ Add to the end”.
button-append = ➕ Add to the end
arrival-appended = It is added to the answer before.
arrival-too-long = Your messages follow each other and, together, are { $excess } characters too long (maximum { $maximum }). Shorten your text and send it again in one message.
arrival-corrected = ✏️ Noted: your answer “{ $field }” is corrected.
arrival-edit-refused = I could not take your edit into account: your answer “{ $field }” stays as it was.
arrival-edited = I saw that you edited a message, but I had already handled it. For a question, send it again. For a contribution, open /my_contributions.
arrival-departement = 📍 Is it <b>{ $name }</b>? Tap the right département, or type its number. Your position is not kept.
button-departement = ✅ { $name }
arrival-theme = Is your theme <b>{ $title }</b>?
button-theme = ✅ { $title }
arrival-abroad = This point is not in France, according to my map. Tap “🇫🇷 National”, or type the number or the name of a département.
arrival-voice = I cannot listen to a voice message or watch a video yet. Please write to me: the microphone of your phone’s keyboard can write for you.
arrival-voice-file = I cannot listen to a voice message or watch a video yet. At this step, send a photo or a PDF, or tap “⏭ Skip”.
arrival-sticker = I like it! But I need words: please write your answer or your question.
arrival-location = A place is given at the “Territory” step of a contribution: /contribute. For now, please write to me.
arrival-contact = I keep no telephone number and no contact card. Please write your message instead.
arrival-file = A photo or a PDF is added at the last step of a contribution: /contribute. For now, please write to me.
arrival-likely = 📍 Is your territory <b>{ $name }</b>? Tap it if so; if your message completed the answer before, tap “➕ Add to the end”.
arrival-name = Sign as “{ $text }”? Everyone will read it under your contribution.
arrival-precision = “{ $text }”: is it your answer to “{ $field }”, or a question for the moderator who asked you?
