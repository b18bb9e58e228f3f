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
    "limit.for_room": {
        "one": "En esa sala se ha puesto 1 recordatorio en un día, y esta instalación no permite más. No he "
        "puesto nada; prueba mañana.",
        "other": "En esa sala se han puesto {count} recordatorios en un día, y esta instalación no permite más. No "
        "he puesto nada; prueba mañana.",
    },
    "limit.for_others": {
        "one": "Has puesto 1 recordatorio para otros en un día, y esta instalación no permite más. No he puesto "
        "nada; prueba mañana.",
        "other": "Has puesto {count} recordatorios para otros en un día, y esta instalación no permite más. No he "
        "puesto nada; prueba mañana.",
    },
    "limit.recipients": "Son demasiados: un recordatorio va a {count} como máximo. No he puesto nada.",
    "told.label_from": "({label}, de {who})",
    "ask.when_others": "¿Cuándo lo digo? {text}.",
    "button.refuse": "Nada más de {who}",
    "consent.refused": "Ya no recibirás recordatorios de {who}. «permite recordatorios de {handle}» los trae de vuelta.",
    "consent.allowed": "Vuelves a recibir los recordatorios de {who}.",
    "consent.yourself": "Esa persona eres tú: tus propios recordatorios llegan como los pones.",
    "no_person": "No conozco aquí a nadie que se llame «{typed}». No he cambiado nada.",
    "no_person.near": "No conozco aquí a nadie que se llame «{typed}». ¿Querías decir {near}? No he cambiado nada.",
    "no_person.unanswered": "Ahora mismo no puedo buscar «{typed}» ({reason}). No he cambiado nada; inténtalo otra vez.",
    "told.done": "{who} ha hecho {text}.",
    "told.dismissed": "{who} ha descartado {text} sin hacerlo.",
    "told.dismissed_because": "{who} ha descartado {text} sin hacerlo: {reason}",
    "told.refused": "{who} no acepta recordatorios tuyos, así que no se dijo: {text}",
    "refused.sender_refused": "no acepta recordatorios de quien lo puso",
    "refused.gone": "esa persona ya no existe",
    "not_yours": "Ese recordatorio no es tuyo: solo puede responder quien lo puso y aquellos para quienes es.",
    "not_owner": "Solo {who}, que puso {label}, puede cambiarlo. «no más recordatorios de {handle}» acaba con todos "
    "los suyos.",
    "list.heading.with": "Con {who}:",
    "list.empty.with": "Nada con {who}.",
    "list.group.others": "Para otros",
    "told.instead": "Para {who}, a quien no pude avisar.",
    "told.failure_to": "No se pudo recordar {text} a {who} ({reason})",
    "button.hand_over": "Traspasar",
    "button.give_back": "Devolver",
    "hand_over.ask": {
        "one": "¿Traspasar tu recordatorio a {who}? Le llegará en tu lugar.",
        "other": "¿Traspasar tus {count} recordatorios a {who}? Le llegarán en tu lugar.",
    },
    "hand_over.done": {
        "one": "He traspasado 1 recordatorio a {who} y se lo digo ahora. «deshacer» lo recupera.",
        "other": "He traspasado {count} recordatorios a {who} y se lo digo ahora. «deshacer» los recupera.",
    },
    "hand_over.none": "No tienes nada que traspasar.",
    "hand_over.yourself": "Ya son tuyos.",
    "hand_over.refused": "{who} no acepta recordatorios tuyos. No he traspasado nada.",
    "hand_over.given_back": {
        "one": "Devuelto a {who}: 1 recordatorio.",
        "other": "Devueltos a {who}: {count} recordatorios.",
    },
    "told.handed_over": {
        "one": "{who} te ha traspasado un recordatorio: {text}. A partir de ahora te llega a ti.",
        "other": "{who} te ha traspasado {count} recordatorios: {text}. A partir de ahora te llegan a ti.",
    },
    "told.given_back": {
        "one": "{who} te ha devuelto un recordatorio: {text}.",
        "other": "{who} te ha devuelto {count} recordatorios: {text}.",
    },
    "told.taken_back": {
        "one": "{who} ha recuperado un recordatorio: {text}. Ya no te llega a ti.",
        "other": "{who} ha recuperado {count} recordatorios: {text}. Ya no te llegan a ti.",
    },
    "still_open.handing_over": "Di «sí» o «no», por favor.",
    "ledger.handed_over": "traspasado por {who}",
}
