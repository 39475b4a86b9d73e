"""How the contribution form looks: one screen a field, the summary, values in words. Iterates over `FORM`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from telegram import InlineKeyboardButton

from consultation import form
from consultation.content import Consultation, in_language
from consultation.form import FORM, Answer, Field, Kind
from consultation.territory import NATIONAL, departements
from consultation.text import shorten
from handlers.context import Context
from handlers.screens import Screen, button, in_rows
from handlers.texts import Safe, Texts
from storage.drafts import Draft, DraftKind


def field_screen(context: Context, draft: Draft, field: Field) -> Screen:
    """Asks for a field: progress, prompt, example, the answer given before, the ways out."""
    place, total = form.progress(field)
    head = "form-head-precision" if draft.kind is DraftKind.PRECISION else "form-head"
    parts = [
        context.text(head, place=place, total=total, field=context.label(f"field-{field.key}")),
        context.text(f"field-{field.key}-prompt", minimum=field.shortest, maximum=field.longest),
    ]
    given = draft.answers.get(field.key)
    if given is not None:
        shown = shorten(value_in_words(context.services.texts, context.language, _plan(context), field, given), 600)
        parts.append(context.text("form-given", value=shown))
    rows = [*_choices(context, draft, field), _way_on(context, draft, field), _way_out(context, draft, field)]
    if draft.kind is DraftKind.PRECISION and draft.submission_id is not None:
        rows.append([button(context.label("button-ask-moderator"), "message", "answer", draft.submission_id)])
    return Screen.of("\n\n".join(parts), *rows)


def summary_screen(context: Context, draft: Draft) -> Screen:
    """Shows everything before it is sent."""
    said = summary(context.services.texts, context.language, _plan(context), draft.answers)
    title, unlink = event_title(_plan(context), context.language, draft.event), []
    if title is not None:
        said = "\n\n".join([said, context.text("form-event", title=title)])
        unlink = [button(context.label("agenda-detach"), "event", "unlink", draft.id)]
    head = "form-summary" if draft.kind is DraftKind.CONTRIBUTION else f"form-summary-{draft.kind}"
    return Screen.of(
        context.text(head, answers=Safe(said)),
        [button(context.label("button-send"), "form", "send", draft.id)],
        [
            button(context.label("button-edit"), "form", "fields", draft.id),
            button(context.label("button-cancel"), "form", "cancel", draft.id),
        ],
        [button(context.label("button-charter"), "charter", "show")],
        unlink,
    )


def fields_screen(context: Context, draft: Draft) -> Screen:
    """Offers each field of a draft to be written again."""
    fields = [form.FIELDS[draft.only_field]] if draft.only_field else FORM
    buttons = [button(context.label(f"field-{item.key}"), "form", "edit", draft.id, item.key) for item in fields]
    back = button(context.label("button-back"), "form", "show", draft.id)
    return Screen.of(context.text("form-which-field"), *in_rows(buttons, 2), [back])


def summary(texts: Texts, language: str, consultation: Consultation, answers: Mapping[str, Any]) -> str:
    """Writes all answers, a label and a value each, as HTML."""
    return "\n\n".join(
        texts(
            language,
            "form-line",
            field=texts.plain(language, f"field-{field.key}"),
            value=value_in_words(texts, language, consultation, field, answers[field.key]),
        )
        for field in FORM
        if field.key in answers
    )


def event_title(consultation: Consultation, language: str, event_id: str | None) -> str | None:
    """Names the event a contribution was begun at, by its id if it is no longer in the agenda; none without one."""
    event = None if event_id is None else consultation.event(event_id)
    return event_id if event is None else in_language(event.title, language)


def value_in_words(texts: Texts, language: str, consultation: Consultation, field: Field, answer: Answer) -> str:
    """Says an answer as a person would, as plain text."""
    if isinstance(answer, Mapping):
        size = max(1, int(answer["size"]) // 1024)
        return texts.plain(language, "field-attachment-value", name=str(answer["name"]), kilobytes=size)
    if field.kind is Kind.THEME:
        theme = consultation.theme(answer)
        return answer if theme is None else theme.title.get(language, theme.title["fr"])
    if field.kind is Kind.TERRITORY and answer != NATIONAL:
        return str(departements().get(answer, answer))
    if field.kind in (Kind.OPTION, Kind.TERRITORY):
        return texts.plain(language, f"field-{field.key}-{answer.replace('_', '-')}")
    return answer or texts.plain(language, f"field-{field.key}-none")


def _choices(context: Context, draft: Draft, field: Field) -> list[list[InlineKeyboardButton]]:
    def pick(label: str, option: str) -> InlineKeyboardButton:
        return button(label, "form", "pick", draft.id, field.key, option)

    if field.kind is Kind.THEME:
        themes = context.services.consultation.themes
        return [
            [pick(f"{theme.emoji} {theme.title.get(context.language, theme.title['fr'])}", theme.id)]
            for theme in themes
        ]
    if field.kind is Kind.OPTION:
        labels = [(context.label(f"field-{field.key}-{key.replace('_', '-')}"), key) for key in field.options]
        return [[pick(label, key)] for label, key in labels]
    if field.kind is Kind.TERRITORY:
        return [[pick(context.label("button-national"), NATIONAL)]]
    if field.kind is Kind.SIGNATURE:
        return [[pick(context.label("button-anonymous"), form.ANONYMOUS)]]
    return []


def _way_on(context: Context, draft: Draft, field: Field) -> list[InlineKeyboardButton]:
    if field.key in draft.answers:
        return [button(context.label("button-keep"), "form", "keep", draft.id, field.key)]
    if not field.required:
        return [button(context.label("button-skip"), "form", "pick", draft.id, field.key, form.SKIPPED)]
    return []


def _way_out(context: Context, draft: Draft, field: Field) -> list[InlineKeyboardButton]:
    out = [button(context.label("button-cancel"), "form", "cancel", draft.id)]
    if draft.kind is not DraftKind.PRECISION and form.previous(field) is not None:
        out.insert(0, button(context.label("button-back"), "form", "back", draft.id, field.key))
    return out


def _plan(context: Context) -> Consultation:
    return context.services.consultation
