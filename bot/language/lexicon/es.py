"""Spanish: the words of time and of talking about reminders. Data only; spellings without accents are derived."""

from __future__ import annotations

from typing import Any

from bot.language.lexicon.lexicon import AND, AROUND, AT, BY, IN, OF, ON, THE, Grammar
from bot.language.lexicon.units import BUSINESS_DAY, DAY, HOUR, MINUTE, MONTH, QUARTER, SECOND, WEEK, YEAR

GRAMMAR = Grammar(bare_day=True, day_clock=True, infinitives=("ar", "er", "ir", "arse", "erse", "irse", "arlo", "arla"))
HINTS = (
    "recuérdame recuerdame recuérdamelo recuérdale recuerda recordarme recordatorio recordatorios el la los las de que en a para con mañana "
    "manana hoy por favor y es mis muéstrame muestrame cancela borra lista enséñame hecho ayuda sí si vale gracias dentro cada todos todas "
    "lunes martes miércoles jueves viernes sábado domingo tarde noche pospón posponlo mueve pausa qué una un está hace eso su llegó llego no "
    "día días hasta llamar al del buenos elimina anula quita olvídalo déjalo olvida cancelar borrar reanuda reactiva listo terminado hecha "
    "claro perfecto correcto mejor habla inglés español solo silencia avisos advertencias sin correos correo zona horaria resumen silencio "
    "molestar ver cambia pasa pon crea añade nuevo cómo funciona puedes cuáles cuántos tengo pendiente empieza comprar pagar sacar enviar otra "
    "vez muchas adiós nada hice he cuándo cuando muéstramelo enséñamelo despiértame muéstramelos todo "
    "muestra bloquea deshacer pregunta preguntes siempre aplaza adelanta quiero también envíame mándame retrasa recuérdeme avísame avíseme "
    "despiérteme minutos otros otras más puede podría media cuarto dentro luego quieres claro"
)


_UNITS = ("uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve")
_TENS = ("treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa")

TIME: dict[str, dict[str, Any]] = {
    "mark": {
        "a partir de las|a partir de la": AT,
        "en|dentro de|de aquí a|al cabo de|en el mes de": IN, "a las|a la|a los": AT, "las|la": AT | THE,
        "a eso de las|sobre las|hacia las": AT | AROUND, "a|al|por|para|durante": ON, "antes de|antes del|antes de las": BY,
        "después de|después del|después de las|tras": BY | IN, "el|el día|día": ON | THE,
        "desde el|desde las|a partir de|a partir del|desde": ON, "hasta|hasta el|hasta las|hasta la": AT | BY | IN | ON,
        "los": THE, "los días": ON | THE, "de|del": OF, "aproximadamente|unos|unas|exactamente|siempre": AROUND, "y|e": AND,
    },
    "num": {
        "cero": 0, "un|uno|una": 1, "dos|un par de|par de": 2, "tres|unos pocos|unas pocas|unos cuantos|unas cuantas": 3, "cuatro": 4,
        "cinco": 5, "seis": 6, "siete": 7, "ocho": 8, "nueve": 9, "diez": 10, "once": 11, "doce": 12, "trece": 13, "catorce": 14, "quince": 15,
        "dieciséis": 16, "diecisiete": 17, "dieciocho": 18, "diecinueve": 19, "veinte": 20, "veintiuno": 21, "veintidós": 22, "veintitrés": 23,
        "veinticuatro": 24, "veinticinco": 25, "veintiséis": 26, "veintisiete": 27, "veintiocho": 28, "veintinueve": 29,
        **{word: 10 * n for n, word in enumerate(_TENS, 3)}, "cien": 100,
        **{f"{ten} y {unit}": 10 * n + m for n, ten in enumerate(_TENS, 3) for m, unit in enumerate(_UNITS, 1)},
    },
    "a": {"un|una": 1},
    "half": {"medio|media": 0.5},
    "and_half": {"y media|y medio": 0.5, "y cuarto": 0.25},
    "duration": {
        "media hora": ("s", 1800), "hora y media|una hora y media": ("s", 5400), "cuarto de hora|un cuarto de hora": ("s", 900),
        "tres cuartos de hora": ("s", 2700), "medio año": ("m", 6), "quincena|una quincena": ("d", 15),
        "unos minutos|unos minutitos": ("s", 180), "unas horas": ("s", 10800), "unos días": ("d", 3), "unas semanas": ("d", 21),
        "unos meses": ("m", 3),
    },
    "unit": {
        "segundo|segundos|seg": SECOND, "minuto|minutos|min|mins": MINUTE, "hora|horas|hs": HOUR, "día|días": DAY, "semana|semanas": WEEK,
        "mes|meses": MONTH, "trimestre|trimestres": QUARTER, "año|años": YEAR,
        "día laborable|días laborables|día hábil|días hábiles|laborable": BUSINESS_DAY,
    },
    "unit1": {"s": SECOND, "m": MINUTE, "h": HOUR, "d": DAY},
    "glued": {"s|m|h|d|min|hs|am|pm|x|º|ª|er|o|a|p": 1},
    "ordinal_ending": {"º|ª|er|o": 1},
    "ord": {
        "primer|primero|primera|primeros|primeras": 1, "segundo|segunda": 2, "tercer|tercero|tercera": 3, "cuarto|cuarta": 4, "quinto|quinta": 5,
        "último|última|últimos|últimas": -1, "penúltimo|penúltima": -2,
    },
    "weekday": {
        "lunes|lun|de lunes": 0, "martes|de martes": 1, "miércoles|mié|de miércoles": 2, "jueves|jue|de jueves": 3, "viernes|vie|de viernes": 4,
        "sábado|sáb|de sábado": 5, "domingo|dom|de domingo": 6,
    },
    "weekdays": {
        "los lunes": 0, "los martes": 1, "los miércoles": 2, "los jueves": 3, "los viernes": 4, "los sábados|sábados": 5,
        "los domingos|domingos": 6,
    },
    "weekday_set": {
        "día laborable|día hábil|días laborables|días hábiles|día de semana|día entre semana": "MO-FR", "fin de semana|fines de semana": "SA-SU",
    },
    "weekday_sets": {
        "entre semana|los días laborables|los días hábiles|los días de semana|días laborables": "MO-FR", "los fines de semana": "SA-SU",
    },
    "weekend": {"fin de semana|finde": 1},
    "month": {
        "enero|ene": 1, "febrero|feb": 2, "marzo": 3, "abril|abr": 4, "mayo": 5, "junio|jun": 6, "julio|jul": 7, "agosto|ago": 8,
        "septiembre|setiembre|sep|sept": 9, "octubre|oct": 10, "noviembre|nov": 11, "diciembre|dic": 12,
    },
    "also_a_name": {"abril|julio|mayo|agosto|mar|dom": 1},
    "rel": {
        "de hoy en ocho|de hoy en ocho días|de hoy en una semana|hoy en ocho": 7, "hoy": 0, "mañana": 1, "pasado mañana": 2, "ayer": -1,
        "anteayer|antes de ayer": -2,
    },
    "tonight": {"esta noche": 1},
    "part": {
        "después del trabajo|después de trabajar|al salir del trabajo|al salir de trabajar|después del curro": "eod",
        "antes de dormir|antes de acostarme|antes de irme a la cama|antes de ir a la cama|antes de irme a dormir": "night",
        "antes del trabajo|antes de trabajar": "morning",
        "mañana|mañanas|temprano|por la mañana|de la mañana|de la madrugada|madrugada|a primera hora|en la mañana|"
        "a primera hora de la mañana": "morning",
        "tarde|tardes|por la tarde|de la tarde|en la tarde": "afternoon", "noche|noches|por la noche|de la noche|en la noche": "night",
        "al final del día|al final de la jornada|fin del día": "eod", "al anochecer": "evening",
        "a media mañana|a última hora de la mañana|al final de la mañana": "late morning", "a primera hora de la tarde": "early afternoon",
        "a última hora de la tarde|al final de la tarde": "late afternoon",
        "al amanecer|antes del amanecer|al alba|a la salida del sol": "dawn", "al atardecer|a la puesta de sol|a la puesta del sol|al ocaso": "dusk",
        "la hora de comer|a la hora de comer|después de comer|después del almuerzo": "lunch",
    },
    "part_in_company": {"temprano|mañana|mañanas|tarde|tardes|noche|noches|madrugada": "any"},
    "clockword": {"mediodía|a mediodía|al mediodía|el mediodía": (12, 0), "medianoche|a medianoche|la medianoche": (0, 0)},
    "same_time": {"a la misma hora": 1},
    "which": {
        "este|esta|estos|estas": 0, "próximo|próxima|próximos|próximas|siguiente|el próximo|la próxima": 1, "pasado|pasada|último|última": -1,
    },
    "which_after": {"que viene|próximo|próxima|siguiente|entrante": 1, "pasado|pasada": -1},
    "later": {"más tarde": 1},
    "every": {"cada|todos los|todas las|todo el|todo|toda la": 1, "cada dos": 2, "cada segundo": 2},
    "every_other_after": {"sí y otro no|alterno|alternos": 2},
    "freq_behind": {
        "diario|diaria": ("DAILY", 1), "semanal": ("WEEKLY", 1), "mensual": ("MONTHLY", 1), "anual": ("YEARLY", 1), "trimestral": ("MONTHLY", 3),
    },
    "freq": {
        "cada 15 días los|cada quince días los|cada 15 días el|cada quince días el": ("WEEKLY", 2),
        "diariamente|a diario|una vez al día": ("DAILY", 1), "un día sí y otro no|un día sí otro no|día por medio|días alternos": ("DAILY", 2),
        "una semana sí y otra no|una semana sí otra no": ("WEEKLY", 2), "semanalmente|una vez a la semana|una vez por semana": ("WEEKLY", 1),
        "mensualmente|una vez al mes": ("MONTHLY", 1), "anualmente|una vez al año": ("YEARLY", 1), "quincenalmente": ("WEEKLY", 2),
        "trimestralmente": ("MONTHLY", 3),
    },
    "per_day": {"dos veces al día": 2, "tres veces al día": 3},
    "times": {"veces": 1},
    "from_now": {"a partir de ahora|desde ahora": 1},
    "ago_prefix": {"hace": 1},
    "ago": {"atrás": 1},
    "day_before": {
        "el día antes de|el día antes del|el día anterior a|el día anterior al|la víspera de|la víspera del|un día antes de|"
        "un día antes del|el día antes|"
        "el día anterior|la víspera": -1,
        "el día después de|el día después del|el día siguiente a|el día siguiente al|un día después de|un día después del|el día después|"
        "el día siguiente|al día siguiente": 1,
    },
    "before": {"antes de|antes del|antes|antes de las|antes de la": -1, "después de|después del|tras": 1},
    "lone_shift": {"antes de|antes del|antes de la|antes de las": -1, "antes": -1, "después": 1},
    "until": {"hasta|hasta el|hasta la|hasta las": 1},
    "to": {"a|al|hasta": 1},
    "between": {"entre|entre las|entre el": 2, "de|del|desde las|de las": 1},
    "starting": {"a partir de|a partir del|desde|desde el|empezando": 1},
    "except": {"menos|excepto|salvo|menos los|excepto los": 1},
    "or": {"o": 1},
    "for": {"durante|por": 1},
    "timed": {"de|a": 1},
    "plus_minutes": {"y media": 30, "y cuarto": 15, "menos cuarto": -15},
    "plus": {"y": 1, "menos": -1},
    "min_word": {"minutos": 1},
    "oclock": {"en punto|h|hs|horas": 1},
    "sharp": {"en punto|más o menos|como muy tarde|a más tardar": 1},
    "mer": {"am|a.m|a": "a", "pm|p.m|p": "p"},
    "zone_word": {"hora": 1},
    "city": {
        "nueva york|este": "America/New_York", "londres": "Europe/London", "parís": "Europe/Paris", "berlín": "Europe/Berlin",
        "roma": "Europe/Rome",
        "lisboa": "Europe/Lisbon", "moscú": "Europe/Moscow", "tokio": "Asia/Tokyo", "pekín": "Asia/Shanghai", "singapur": "Asia/Singapore",
        "españa|peninsular": "Europe/Madrid", "canarias": "Atlantic/Canary", "méxico|ciudad de méxico": "America/Mexico_City",
        "bogotá|colombia": "America/Bogota", "argentina": "America/Argentina/Buenos_Aires", "perú": "America/Lima", "chile": "America/Santiago",
        "los ángeles": "America/Los_Angeles", "copenhague": "Europe/Copenhagen", "viena": "Europe/Vienna", "atenas": "Europe/Athens",
    },
    "rest": {"resto de|resto del": 1},
    "edge": {
        "principios|principio|inicio|inicios|comienzo|comienzos|primeros|a principios|a primeros|a inicios|a comienzos|al principio|al inicio|"
        "primera mitad": 0,
        "mediados|a mediados|segunda mitad": 1, "final|finales|fin|fines|a finales|a final|a fines|al final|últimos|a últimos": 2,
    },
    "period_end": {
        "fin de mes|a fin de mes|final de mes|a final de mes|el fin de mes|finales de mes|a finales de mes|al final del mes": "MONTHLY",
        "final de la semana|al final de la semana": "WEEKLY", "fin de año|final de año|a fin de año": "YEARLY",
    },
    "holiday": {
        "navidad|día de navidad|el día de navidad": "christmas", "nochebuena": "christmas eve", "nochevieja|fin de año": "new year's eve",
        "año nuevo": "new year",
        "reyes|día de reyes|el día de reyes": "epiphany", "san valentín": "valentine's day", "domingo de pascua|pascua": "easter",
        "viernes santo": "good friday", "jueves santo": "maundy thursday", "lunes de pascua": "easter monday", "día del trabajo": "may day",
        "halloween": "halloween", "todos los santos": "all saints", "san juan": "midsummer", "día de la hispanidad": "hispanic day",
        "día de la madre": "mother's day",
    },
    "public_holiday": {"festivo|día festivo": 1},
    "numbered": {
        "capítulo|página|páginas|episodio|nivel|sala|habitación|andén|línea|autobús|tomo|lección|ejercicio|pregunta|ronda|asiento|fila|planta|"
        "versión|número|paso|parte": 1,
    },
    "season": {"primavera": 3, "verano": 6, "otoño": 9, "invierno": 12},
    "at_most": {"solo|pero solo|sólo|como máximo|máximo|solamente|en total": 1},
    "through": {"hasta|hasta el|hasta la": 1},
    "public_holidays": {"festivos|los festivos|días festivos|los días festivos": 1},
}  # fmt: skip

TALK: dict[str, dict[str, Any]] = {
    "again": {"otra vez|de nuevo|nuevamente": 1},
    "ask": {
        "recuérdeme|recuérdemelo|puede recordarme|podría recordarme|me puede recordar|me podría recordar|me recuerda usted|avíseme|despiérteme|"
        "insísteme|acuérdese de recordarme|haz que me acuerde|no dejes que olvide|no dejes que se me olvide|necesito acordarme de|"
        "tengo que acordarme de": "me",
        "recuérdanos|recordarnos|avísanos": "us",
        "despiértame|recuérdamelo|recuérdame|recordarme|me puedes recordar|me podrías recordar|me recuerdas|necesito que me recuerdes|"
        "te importa recordarme|no olvides recordarme|puedes recordarme|podrías recordarme|hazme acordar|avísame|acuérdame|"
        "que no se me olvide|"
        "no me dejes olvidar|recuérdame que|quiero que me recuerdes": "me",
        "recuérdale a|recuerda a|recuérdales a|recordar a|avisa a": "remind", "recordatorio": "bare noun",
        "pon un recordatorio|crea un recordatorio|añade un recordatorio|ponme un recordatorio|nuevo recordatorio|crear recordatorio|"
        "pon una alarma|ponme una alarma|pon la alarma|pon un temporizador|programa una alarma|programa un recordatorio": "noun",
    },
    "me": {"mí|nosotros": 1},
    "wakes": {"despiérteme": 1, "despiértame": 1},
    "polite": {"por favor|hola|oye|eh|puedes|podrías|ok|gracias|vale|y|porfa|buenos días|¿|¡": 1},
    "begs": {"puedes|podrías": 1},
    "lead": {"que|de|sobre|para|acerca de|del|:": 1},
    "det": {"el|la|los|las|un|una|mi|mis|tu|tus|su|sus": 1},
    "blocks": {"no|yo|tú|él|ella|nunca|me|te|se|le|eso|esto|hace|falta|lo": 1},
    "makes": {"pon|crea|añade|un|nuevo|ponme": 1},
    "now": {"ahora|ahora mismo|ya mismo|ahorita|inmediatamente|de inmediato|cuanto antes|lo antes posible|enseguida": 1},
    "vague": {"algún día|pronto|luego|más tarde|un día de estos|en algún momento": 1},
    "command": {
        "adelanta|adelántalo": "edit", "muestra": "show",
        "deja de recordarme|ya no me recuerdes|no me recuerdes más|cancela|borra|elimina|anula|quita|cancelar|borrar|olvida": "cancel",
        "otra vez|de nuevo|déjalo|déjalo para|pospón|posponlo|posponer|aplaza|aplázalo|recuérdamelo otra vez|recuérdamelo de nuevo|"
        "recuérdamelo más tarde|recuérdamelo luego|"
        "recuérdamelo|recuérdame otra vez|recuérdame de nuevo|ahora no|pospónlo|retrasa|pospon|recuérdame más tarde": "snooze",
        "hecho|listo|terminado|ya está|ya lo hice|ya lo he hecho|lo he hecho|ya he terminado|he terminado|he acabado|acabado|completado|"
        "hecha|lista ya|"
        "ya está hecho|lo hice": "complete", "marca": "mark",
        "ignora|ignóralo|descarta|descártalo|no hace falta": "dismiss", "pausa|pausar|detén": "pause", "reanuda|reactiva|continúa": "resume",
        "muéstrame|muéstramelo|muéstramelos|enséñamelo|enséñamelos|enséñame|ver|dime|mostrar|enseña": "show", "lista|listar": "list",
        "por qué": "why",
        "vista previa|vista previa de|próximas veces de|cuándo llega": "preview",
        "deshacer|deshaz|deshazlo": "undo", "mueve|cambia|pasa|reprograma|edita|modifica": "edit", "traspasa|transfiere": "hand over",
        "cómo creo|cómo pongo|cómo cancelo|cómo borro|cómo puedo|cómo se crea": "help",
        "ayuda|qué puedes hacer|cómo funciona|ayúdame|qué sabes hacer": "help", "vincular|enlazar": "link", "pon": "put",
    },
    "pause_word": {"en pausa": 1},
    "alone_declines": {"cancela|olvida|cancelar": 1},
    "help_about": {"cómo creo|cómo pongo|cómo cancelo|cómo borro|cómo puedo|cómo se crea": 1},
    "help_alone": {"ayuda": 1},
    "snooze_needs_it": {"otra vez|de nuevo|déjalo|déjalo para": 1},
    "names_reminder": {"cancela|borra|elimina|anula|quita|deja de recordarme|ya no me recuerdes|no me recuerdes más": 1},
    "further": {"otros|otras|otro|otra|más": 1},
    "edits_words": {"reprograma|adelanta|mueve": 2},
    "edit_to": {"a las|a la|para|al": 1, "a": 2},
    "done_word": {"como hecho|como hecha|como completado|hecho|hecha|como terminado": 1},
    "reminder_noun": {"recordatorio": 1, "recordatorios": 2},
    "pending_open": {"qué": "tengo"},
    "pending_word": {"pendientes|pendiente|próximos|qué tengo para|qué hay para|qué tengo pendiente": 1},
    "list_scope": {"todos|todas|todos los|todas las|todos mis|todo": "all", "perdidos|atrasados|vencidos": "missed", "hechos|terminados": "done"},
    "list_filler": {"tengo|hay|activos|mis|de|hoy|cuáles|son|para|los": 1},
    "question": {"qué|cuáles|cuántos|tengo|hay|cuáles son": 1},
    "counts": {"tengo|hay|cuántos": 1},
    "about": {"sobre": 1},
    "deadline": {"es|vence|hay que entregar|hay que entregarlo|termina|caduca|el|para": 1},
    "it": {"lo|eso|esto|este|esta|ese": 1},
    "everything": {"todo|todos|todos los|todos mis|todas": 1},
    "one_word": {"el de|la de": 1},
    "target_filler": {"con|mis|mi|el|la|los|las|por favor|del|ya|a": 1},
    "confirm": {
        "claro que sí|sí claro|así está bien|sip|síp|sí gracias|está bien|eso mismo|me parece bien": 1,
        "sí|si|vale|ok|claro|de acuerdo|correcto|sí por favor|perfecto|por supuesto|adelante|hazlo|dale|exacto|bueno|okay|eso es|venga|👍|✅|👌": 1,
    },
    "decline": {"nop|no hace falta|mejor déjalo|no así no": 1, "no|no gracias|nada|cancelar|déjalo|olvídalo|mejor no|para nada|👎|❌": 1},
    "choice_filler": {"el|la|número|opción": 1},
    "is": {"es|está|esté|sea|se|son|ser": 1},
    "idle": {"sin cambios|sin tocar|inactivo|inactiva": 1},
    "when": {"cuando|si|en cuanto": 1},
    "item_kind": {"tarea|error|proyecto": 1},
    "unless": {"a menos que|salvo que": 1},
    "closed": {"cerrado|cerrada|resuelto|resuelta|hecho|hecha": 1},
    "nag": {
        "insiste|insísteme|sigue insistiendo|sigue recordándomelo|sigue recordándome|vuelve a recordármelo|"
        "vuelve a avisarme|repítemelo|repítelo|pregúntame|vuelve a preguntarme|vuelve a preguntar": 1,
    },
    "until_done": {
        "hasta que esté hecho|hasta que esté|hasta que lo haga|hasta que lo haya hecho|hasta que conteste|"
        "hasta que responda|hasta que termine|hasta que diga hecho|hasta que lo confirme|hasta que confirme": 1,
    },
    "no_nag": {"deja de insistir|no insistas|no insistas más|ya no insistas|deja de molestarme|no me molestes más|deja de repetirlo": 1},
    "because": {"porque": 1},
    "sets": {"envíame|mándame|manda|por|quiero recibir|los": 1, "pon|cambia|mi|la|estoy|solo|no|quiero|a|zona|es": 1},
    "setting": {
        "zona horaria": "zone", "habla|idioma|háblame en|habla en": "locale", "silencio|no molestar": "quiet", "resumen": "digest",
        "solo|solamente|sólo": "level", "silencia|silenciar": "mute",
        "si no puedes contactarme|si no me localizas|si no puedes localizarme|si no puedes avisarme|sala de reserva|mi sala de reserva": "fallback",
        "bloquea|bloquear|bloquea a|no quiero recordatorios de|no quiero más recordatorios de|no más recordatorios de": "block",
        "permite recordatorios de": "unblock",
        "reactiva las notificaciones de|deja de silenciar": "unmute", "desbloquea": "unblock",
        "día empieza|mi día empieza|inicio del día|mi jornada empieza": "start_of_day", "significa|quiere decir": "part",
        "no preguntes|no preguntes siempre|no preguntes nunca|no me preguntes|pregunta siempre|pregúntame siempre|confirmación|confirmaciones|"
        "sin preguntar": "confirmation",
        "correo|correos|correo electrónico|email|emails|notificaciones": "channel",
    },
    "loosely": {"habla|silencio": 1},
    "none_word": {"no más|ya no|sin|no|desactiva|ningún": 1},
    "language": {"español": "es", "inglés": "en", "alemán": "de", "francés": "fr", "danés": "da"},
    "level": {"avisos|advertencias": "warning", "urgente|urgentes": "danger"},
    "policy": {
        "no preguntes|no preguntes siempre|no preguntes nunca|no me preguntes|sin preguntar|sin confirmación": "never",
        "pregunta siempre|pregúntame siempre": "always",
        "solo si tienes dudas|en caso de duda": "when-unsure",
    },
    "kind": {"recordatorios": "reminder", "resúmenes": "summary"},
    "channel": {"correo|correos|correo electrónico|email|emails": "email", "notificaciones": "all"},
    "task": {
        "llamar|comprar|pagar|enviar|mandar|recoger|escribir|hacer|reservar|pedir|revisar|leer|limpiar|regar|sacar|llevar|traer|devolver|"
        "renovar|cambiar|preparar|felicitar|ir|visitar|lavar|cocinar|estudiar|entrenar|correr|tomar|apagar|encender|cerrar|abrir|imprimir|"
        "firmar|subir|descargar|arreglar|reparar|contestar|responder|hablar|quedar|poner|quitar|mirar|ver|planchar|tender|fregar|barrer|"
        "ordenar|confirmar|entregar|presentar|actualizar|probar|configurar|rellenar|solicitar": 1,
    },
    "event": {
        "reunión|cita|llamada|cena|comida|almuerzo|desayuno|cumpleaños|boda|fiesta|entrevista|examen|clase|vuelo|tren|concierto|"
        "cine|teatro|partido|taller|curso|entrega|dentista|médico": 1,
    },
    "with": {"con|en|de|del|para|a|al": 1},
    "denies": {
        "no|sin|nunca|hasta|nos|llego|vuelvo|salgo|ya|bien|buen|buena|buenas|gracias|vale|ok|luego|quizás|listo|libre|ocupado|aquí|"
        "allí|quién|cuándo|qué|cómo|dónde|ayer|fuera|tarde": 1,
    },
    "errand": {"dentista|médico|alquiler|gimnasio|basura|pastillas|peluquería": 1},
    "tells": {
        "como|comemos|ceno|voy|vamos|hago|tengo|quedamos|dura|empezó|terminó|está|son|yo|me|te|se|estoy|estuve|llego|gracias|ayer|sale|"
        "acaba|tarda|ha|he|fue|era|hasta|nos|empieza|termina|aterriza|abre|cierra|será|cae|mismo|misma|jaja": 1,
    },
    "by": {"en": 1},
    "moves": {"más tarde|después|más": 1, "antes|más temprano": -1},
    "pulls": {"adelanta|adelántalo": 1},
    "too": {"también|más|además|siempre": 1},
}  # fmt: skip
