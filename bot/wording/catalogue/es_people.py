"""The Spanish words about other people."""

from __future__ import annotations

from collections.abc import Mapping

PEOPLE: dict[str, str | Mapping[str, str]] = {
    "who.you": "ti",
    "card.to": "Se lo recordaré a {who}: {text} — {when}",
    "card.to_about": "Le recordaré {text} a {who} — {when}",
    "card.there": "Para {who} será {when} ({zone}).",
    "outcome.set_to": "Puesto para {who}: {label}, {text} — {when}",
    "list.line_to": "{line} · para {who}",
    "list.line_from": "{line} · de {who}",
    "details.for": "Para {who}.",
    "details.set_by": "Puesto por {who}, {when}.",
    "ask_who.nobody": "No conozco aquí a nadie que se llame «{typed}».",
    "ask_who.several": "Aquí hay varias personas que se llaman «{typed}».",
    "ask_who.no_room": "No conozco ninguna sala «{typed}», o no estoy en ella.",
    "ask_who.unanswered": "Ahora mismo no puedo buscar «{typed}» ({who}).",
    "ask_who.email": "Todavía no puedo enviar correos, así que nada va a {typed}.",
    "ask_who.everybody": "Llamar a todos con {typed} está desactivado aquí. «recuérdanos …» lo dice en esta sala sin eso.",
    "ask_who.unreachable": "No puedo escribir a {who}: antes tiene que escribirme una vez.",
    "ask_who.not_in_room": "No estoy en {who}, así que no puedo escribir ahí. Invítame primero.",
    "ask_who.may_not_post": "No estás en {who} o no puedes escribir ahí, así que no lo haré por ti.",
    "ask_who.refused": "{who} no acepta recordatorios tuyos.",
    "ask_who.instead": "¿A quién se lo recuerdo entonces? Basta un nombre.",
    "ask_who.choose": "¿A quién te refieres? O escribe otro nombre.",
    "ask_who.retry": "«sí» lo intenta otra vez; o escribe a quién se lo recuerdo.",
    "still_open.awaiting_who": "Todavía necesito saber a quién recordarle «{text}». Basta un nombre; «déjalo» lo cancela.",
    "limit.for_others": {
        "one": "Has puesto 1 recordatorio para otros en un día, y esta instalación no permite más. No he puesto nada; prueba "
        "mañana.",
        "other": "Has puesto {count} recordatorios para otros en un día, y esta instalación no permite más. No he puesto nada; "
        "prueba mañana.",
    },
    "limit.recipients": "Son demasiados: un recordatorio va a {count} como máximo. No he puesto nada.",
    "told.label_from": "({label}, de {who})",
    "ask.when_others": "¿Cuándo lo digo? {text}.",
}
