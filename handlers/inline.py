"""`@bot mot` in any chat: entries of the FAQ to share, each with its source and a way back here."""

from __future__ import annotations

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, InlineQueryResultArticle, InputTextMessageContent
from telegram.constants import ParseMode

from consultation.content import FaqEntry, in_language
from consultation.text import shorten
from handlers.context import Context
from handlers.faq_screens import answer_text
from storage import questions

RESULTS = 20
CACHE_SECONDS = 30
"""How long Telegram may repeat an answer: a corrected entry is seen within that time."""
DESCRIPTION_LENGTH = 120


async def on_inline(_: object, context: Context) -> None:
    """Offers the entries nearest to the words typed, or those most asked when there are none."""
    query = context.incoming.inline_query
    if query is None:
        return
    faq = context.services.faq
    if query.query.strip():
        found = faq.index.search(query.query, RESULTS)
    else:
        most_asked = await context.read(lambda conn: questions.most_asked(conn, limit=RESULTS))
        found = tuple(entry for entry_id in most_asked if (entry := faq.entry(entry_id))) or faq.entries()[:RESULTS]
    articles = [_article(context, entry) for entry in found]
    await query.answer(articles, cache_time=CACHE_SECONDS, is_personal=True)  # each in their own language


def _article(context: Context, entry: FaqEntry) -> InlineQueryResultArticle:
    language, texts = context.language, context.services.texts
    link = f"https://t.me/{context.bot.username}?start=faq_{entry.id}"
    ask = InlineKeyboardButton(texts.plain(language, "inline-ask"), url=link)
    return InlineQueryResultArticle(
        id=entry.id,
        title=in_language(entry.question, language),
        description=shorten(in_language(entry.answer, language), DESCRIPTION_LENGTH),
        input_message_content=InputTextMessageContent(answer_text(texts, language, entry), parse_mode=ParseMode.HTML),
        reply_markup=InlineKeyboardMarkup([[ask]]),
    )
