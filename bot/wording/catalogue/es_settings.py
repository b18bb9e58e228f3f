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
    "link.code": {
        "one": "Tu código es {code}. En 1 minuto, dime «vincular {code}» en el otro sitio. No se lo digas a nadie: quien lo escriba verá tus "
        "recordatorios.",
        "other": "Tu código es {code}. En {count} minutos, dime «vincular {code}» en el otro sitio. No se lo digas a nadie: quien lo escriba "
        "verá tus recordatorios.",
    },
    "link.not_here": "Aquí pueden leer otros, así que no muestro ningún código. Dime «vincular» en un mensaje directo.",
    "link.linked": {
        "one": "Este sitio y tu {place} son ahora uno: una lista, los mismos ajustes. De aquí vino 1 recordatorio pendiente.",
        "other": "Este sitio y tu {place} son ahora uno: una lista, los mismos ajustes. De aquí vinieron {count} recordatorios pendientes.",
    },
    "link.holds": "Zona horaria: {zone}. Horas de silencio: {hours}. «ajustes» lo muestra todo.",
    "link.linked_there": "Tu {place} está ahora vinculado a esto: una lista, los mismos ajustes. Si no fuiste tú, di enseguida "
    "«desvincular {word}».",
    "link.wrong": "No conozco ese código. Dime «vincular» en el otro sitio y te daré uno nuevo.",
    "link.expired": "Ese código es demasiado viejo. Dime «vincular» en el otro sitio y te daré uno nuevo.",
    "link.used": "Ese código ya se usó. Cada uno vale una vez: dime «vincular» en el otro sitio y te daré uno nuevo.",
    "link.too_many": "Fueron demasiados códigos equivocados. Espera diez minutos e inténtalo de nuevo.",
    "link.own": "Es tu propio código, y aquí ya eres tú. Escríbelo en otro sitio.",
    "link.taken": "Esa persona ya tiene vinculada una cuenta de {place}. Dime primero allí «desvincular {place}» y vincula de nuevo.",
    "link.unlinked": "{place} ya no está vinculado. Tus recordatorios y ajustes se quedan aquí.",
    "link.unlinked_here": "Este sitio ya no está vinculado. Tus recordatorios y ajustes se quedan en {places}; lo que pongas aquí desde ahora "
    "va aparte.",
    "link.which": "¿Qué sitio? Di «desvincular» y su nombre: {places}.",
    "link.not_linked": "{place} no está vinculado contigo. Estos sitios sí: {places}.",
    "link.only_place": "Ningún otro sitio está vinculado contigo. «vincular» te da un código para uno.",
    "link.machine": "Este pertenece a la máquina en la que funciono y sigue vinculado contigo. Desvincula los otros: {places}.",
    "settings.none": "ninguna",
    "settings.unknown": "aún desconocida",
}
