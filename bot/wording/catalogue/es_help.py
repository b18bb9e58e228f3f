"""The Spanish help pages: a sentence, the examples under it (one a line), and the words that a topic goes by."""

from __future__ import annotations

HELP: dict[str, str] = {
    "help.main": "Te recuerdo lo que quieras. Dilo con tus palabras:",
    "help.main.examples": "recuérdame llamar a Jens mañana a las 9\nrecuérdame TSK-123 en 2 horas\n"
    "recuérdame cada viernes a las 16:00 enviar el informe",
    "help.main.more": "Más: «ayuda horas», «ayuda repeticiones», «ayuda lista», «ayuda cambiar», «ayuda respuestas», "
    "«ayuda otros», «ayuda insistir», «ayuda sitios», «ayuda ajustes».",
    "help.slash": "Como comando, en cualquier sala:",
    "help.slash.examples": '/remind llamar a Jens mañana a las 9\n/remind @ana "standup" mañana a las 9\n/remind lista',
    "help.times": "Horas y fechas que entiendo, por ejemplo:",
    "help.times.examples": "en 20 minutos\na las 17:00\nmañana por la mañana\nel viernes a las 14:30\nel 3 de marzo\nla semana que viene",
    "help.repeats": "Repeticiones que entiendo, por ejemplo:",
    "help.repeats.examples": "cada día a las 9\nlos días laborables a las 9:30\nun martes sí y otro no\nel 1 de cada mes\ncada 2 horas",
    "help.list": "Para ver tus recordatorios:",
    "help.list.examples": "¿qué tengo para hoy?\nmis recordatorios de esta semana\nlista todos los recordatorios\n"
    "recordatorios sobre TSK-123\nmuéstrame REM-7\npor qué REM-7\nvista previa REM-7",
    "help.change": "Para cambiar tus recordatorios:",
    "help.change.examples": "mueve REM-7 al viernes a las 17:00\npausa REM-7\nreanuda REM-7\ncancela REM-7\n"
    "cancela el recordatorio de TSK-123\ndeshacer",
    "help.answers": "Cuando llega un recordatorio, usa sus botones o di:",
    "help.answers.examples": "hecho\nen 20 minutos\nmañana a las 9\npospón una hora\ndescártalo, ya no hace falta",
    "help.others": "Recordatorios para otras personas y salas; los que no quieras, puedes rechazarlos:",
    "help.others.examples": "recuérdale a @ana mañana a las 9 enviar el informe\n"
    "recuerda a #dev el viernes a las 10 la entrega\n"
    "no más recordatorios de @bob\n"
    "permite recordatorios de @bob\n"
    "traspasa REM-7 a @ana\n"
    "traspasa todos mis recordatorios a @ana",
    "help.nagging": "Lo que no se debe olvidar puede volver hasta que respondas:",
    "help.nagging.examples": "recuérdame a las 9 tomar las pastillas e insiste cada 10 minutos hasta que esté hecho\n"
    "deja de insistir",
    "help.places": "Tus sitios pueden ser uno: un código de uno, escrito en el otro. Después puedes decir dónde llegan los recordatorios:",
    "help.places.examples": "vincular\ndesvincular telegram\nrecuérdame en telegram\ntambién en slack",
    "help.settings": "Ajustes que puedes decir:",
    "help.settings.examples": "pon mi zona horaria en Madrid\nhabla inglés\nno preguntes\npregunta siempre\nmi día empieza a las 8:30",
    "help.topics.times": "hora horas fecha fechas tiempo cuándo cuando",
    "help.topics.repeats": "repetición repeticiones repetir cada periódico",
    "help.topics.list": "lista listas ver mostrar buscar",
    "help.topics.change": "cambiar cambio mover cancelar borrar pausar reanudar deshacer",
    "help.topics.answers": "respuesta respuestas hecho posponer",
    "help.topics.others": "otros otras personas persona sala salas equipo traspasar",
    "help.topics.nagging": "insistir insistencia",
    "help.topics.places": "sitios sitio vincular enlazar desvincular código slack telegram mattermost",
    "help.topics.settings": "ajustes ajuste zona horaria idioma confirmación timezone",
}
