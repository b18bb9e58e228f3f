"""The Spanish words about what a person chooses: settings, and the places that are linked."""

from __future__ import annotations

from collections.abc import Mapping

SETTINGS: dict[str, str | Mapping[str, str]] = {
    "set.zone": "Tu zona horaria es ahora {value}: allí son las {clock}. Las repeticiones te siguen; los recordatorios únicos "
    "conservan su momento.",
    "set.first_zone": "Tu zona horaria es {value}: allí son las {clock}.",
    "set.locale": "A partir de ahora hablaré en {value}.",
    "set.locale_not_yet": "He anotado {value}, pero todavía no contesto en ese idioma.",
    "set.confirmation.always": "Preguntaré antes de poner nada.",
    "set.confirmation.when-unsure": "Solo preguntaré cuando no esté seguro; «deshacer» anula lo último.",
    "set.confirmation.never": "Pondré los recordatorios sin preguntar; «deshacer» anula el último.",
    "set.start_of_day": "Tu día empieza ahora a las {clock}: es la hora que tomo para un día sin hora.",
    "set.part_of_day": "«{part}» es ahora para ti las {clock}.",
    "part.morning": "mañana",
    "part.lunch": "mediodía",
    "part.afternoon": "tarde",
    "part.eod": "fin de la jornada",
    "part.evening": "anochecer",
    "part.night": "noche",
    "unknown_zone": "No conozco la zona horaria «{typed}». Prueba con una ciudad grande cercana o con un nombre como «Europe/Madrid».",
    "unknown_locale": "No conozco el idioma «{typed}». Prueba con «habla español».",
    "unread_preference": "No he podido leer «{typed}» ahí. «ayuda ajustes» muestra lo que se puede decir.",
    # Places
    "stranger": "¡Hola! Solo trabajo para personas que conozco. Si tu equipo me usa en otro sitio, dime allí «vincular» y mándame aquí el "
    "código: «vincular CÓDIGO». O pide a quien me gestiona que te deje entrar: tu número aquí es {id}.",
    "strange_room": "¡Hola! Solo trabajo para personas que conozco. Quien me gestiona puede dejar entrar a esta sala: su número es {room}.",
}
