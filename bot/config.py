"""Config: config.yaml and the environment over it, checked whole; every problem is told at once, with its line.

Only the shapes and their loading are here; what a setting does is told in config.example.yaml.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any, Literal, Self, get_args

import yaml
from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
    model_validator,
)
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from bot.domain.admission import Admission
from bot.domain.errors import SetupError
from bot.domain.keep import Keep
from bot.setting_types import DatabaseAddress, Prefix, WebAddress, Zone

ENVIRONMENT_PREFIX = "REMINDBOT_"
_NESTED = "__"
Location = tuple[str | int, ...]
_MESSAGES = {
    "extra_forbidden": "there is no such setting",
    "missing": "must be set",
    "model_type": "is a section: its settings stand below it, indented",
    "model_attributes_type": "is a section: its settings stand below it, indented",
}


class Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class DatabaseSection(Section):
    url: DatabaseAddress | None = None


class WebSection(Section):
    host: str = "127.0.0.1"
    port: int = Field(default=8765, ge=1, le=65535)
    public_url: WebAddress | None = None


class PeopleSection(Section):
    zone: Zone | None = None
    locale: Literal["en", "de", "es", "fr", "da"] = "en"
    everybody: Literal["nobody", "admins", "anyone"] = "nobody"


class ItemsSection(Section):
    series: dict[Prefix, Literal["task", "bug", "project"]] = {"TSK": "task", "BUG": "bug", "PRJ": "project"}


class LimitsSection(Section):
    active_reminders: int = Field(default=500, ge=1)
    shortest_repeat_seconds: int = Field(default=60, ge=1)
    horizon_days: int = Field(default=3660, ge=1, le=36_600)
    for_others_per_day: int = Field(default=50, ge=0)
    for_room_per_day: int = Field(default=200, ge=0)
    text_length: int = Field(default=4000, ge=1, le=100_000)
    nags: int = Field(default=12, ge=1, le=100)


class KeepSection(Section):
    notifications_days: int = Field(default=90, ge=1)
    archived_days: int = Field(default=30, ge=1)
    history_days: int = Field(default=400, ge=31)
    audit_days: int | None = Field(default=800, ge=31)

    @model_validator(mode="after")
    def _audit_outlives_the_history(self) -> Self:
        if self.audit_days is not None and self.audit_days < self.history_days:
            raise ValueError("audit_days must not be less than history_days")
        return self


class LogSection(Section):
    level: Literal["debug", "info", "warning", "error"] = "warning"
    format: Literal["text", "json"] = "text"


Listed = Annotated[str, BeforeValidator(lambda listed: str(listed) if isinstance(listed, int) else listed)]


class PlatformSection(Section):
    """Who may talk to the bot there: Admission's fields."""

    people: Literal["anyone", "known", "listed"] = "anyone"
    allowed: frozenset[Listed] = frozenset()
    blocked: frozenset[Listed] = frozenset()


class MattermostSection(PlatformSection):
    url: WebAddress
    token: SecretStr
    command_tokens: tuple[SecretStr, ...] = ()
    ca_file: Path | None = None


class SlackSection(PlatformSection):
    bot_token: SecretStr
    app_token: SecretStr | None = None
    signing_secret: SecretStr | None = None
    api_url: WebAddress = "https://slack.com/api/"
    command: str = Field(default="/remindbot", pattern=r"^/\S+$")

    @model_validator(mode="after")
    def _has_a_way_in(self) -> Self:
        if self.app_token is None and self.signing_secret is None:
            raise ValueError("set app_token (Socket Mode) or signing_secret (HTTP)")
        return self


class TelegramSection(PlatformSection):
    token: SecretStr
    mode: Literal["polling", "webhook"] = "polling"
    api_url: WebAddress = "https://api.telegram.org"
    people: Literal["anyone", "known", "listed"] = "known"


class Config(BaseSettings):
    """The whole configuration. Built by load_config, so that problems carry their line."""

    model_config = SettingsConfigDict(
        extra="forbid", frozen=True, env_prefix=ENVIRONMENT_PREFIX, env_nested_delimiter=_NESTED
    )

    data_dir: Path = Path("data")
    database: DatabaseSection = DatabaseSection()
    web: WebSection = WebSection()
    people: PeopleSection = PeopleSection()
    items: ItemsSection = ItemsSection()
    limits: LimitsSection = LimitsSection()
    keep: KeepSection = KeepSection()
    log: LogSection = LogSection()
    mattermost: MattermostSection | None = None
    slack: SlackSection | None = None
    telegram: TelegramSection | None = None

    @model_validator(mode="after")
    def _is_reachable_where_it_is_called(self) -> Self:
        if self.telegram and self.telegram.mode == "webhook" and self.web.public_url is None:
            raise ValueError("web.public_url must be set: telegram.mode is webhook")
        return self

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return env_settings, init_settings

    @property
    def admission(self) -> dict[str, Admission]:
        """By platform, of those that are set up."""
        sections = {"mattermost": self.mattermost, "slack": self.slack, "telegram": self.telegram}
        return {
            name: Admission(section.people, section.allowed, section.blocked)
            for name, section in sections.items()
            if section is not None
        }

    @property
    def database_url(self) -> str:
        """SQLAlchemy URL with its asynchronous driver; SQLite in the data directory unless another is set."""
        if self.database.url is None:
            return f"sqlite+aiosqlite:///{(self.data_dir / 'remindbot.sqlite').resolve()}"
        return self.database.url.get_secret_value()

    @property
    def kept(self) -> Keep:
        """How long things are kept."""
        keep = self.keep
        return Keep(
            timedelta(days=keep.notifications_days),
            timedelta(days=keep.archived_days),
            timedelta(days=keep.history_days),
            None if keep.audit_days is None else timedelta(days=keep.audit_days),
        )


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with the configuration. where: "line 12" or the name of the environment variable."""

    where: str
    key: str
    message: str

    def __str__(self) -> str:
        return f"{self.where}: {self.key}: {self.message}" if self.key else f"{self.where}: {self.message}"


class ConfigError(SetupError):
    """The configuration cannot be used as it is."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


def load_config(path: Path | None) -> Config:
    """The configuration of a file (None: defaults) with the environment over it.

    Raises ConfigError with every problem: unreadable file, YAML that does not parse, unknown or repeated keys, bad values.
    """
    values, lines, problems = _read(path) if path else ({}, {}, [])
    problems += _unknown_variables(os.environ)
    try:
        config = Config(**values)
    except ValidationError as error:
        problems += [_problem(detail["loc"], detail, lines, os.environ) for detail in error.errors()]
    if problems:
        raise ConfigError(sorted(problems, key=_line_number))
    return config


def _read(path: Path) -> tuple[dict[str, Any], dict[Location, int], list[Problem]]:
    """The file's values, the line (from 1) of each key, and what is wrong with it as YAML."""
    try:
        root = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except OSError as error:
        raise ConfigError([Problem(str(path), "", f"cannot be read: {error.strerror}")]) from error
    except UnicodeDecodeError as error:
        raise ConfigError([Problem(str(path), "", "is not UTF-8 text")]) from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise ConfigError([Problem(f"line {line}", "", f"not YAML: {error.problem}")]) from error
    if root is None:
        return {}, {}, []
    if not isinstance(root, yaml.MappingNode):
        raise ConfigError([Problem("line 1", "", "the file must be a list of settings, each `key: value`")])
    lines: dict[Location, int] = {}
    problems: list[Problem] = []
    for location, line in _keys(root, ()):
        if location in lines:
            problems.append(Problem(f"line {line}", _dotted(location), f"is set already on line {lines[location]}"))
        lines.setdefault(location, line)
    return _values(root), lines, problems


def _values(node: yaml.MappingNode) -> dict[str, Any]:
    """A mapping's values; sections that stand twice are joined, so that what is wrong in either is found."""
    values: dict[str, Any] = {}
    for key, value in node.value:
        if isinstance(value, yaml.MappingNode):
            earlier = values.get(str(key.value))
            values[str(key.value)] = (earlier if isinstance(earlier, dict) else {}) | _values(value)
        else:
            values[str(key.value)] = yaml.SafeLoader("").construct_document(value)
    return values


def _keys(node: yaml.Node, location: Location) -> Iterator[tuple[Location, int]]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            below = (*location, str(key.value))
            yield below, key.start_mark.line + 1
            yield from _keys(value, below)
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            yield (*location, index), value.start_mark.line + 1
            yield from _keys(value, (*location, index))


def _problem(location: Location, detail: Any, lines: Mapping[Location, int], environment: Mapping[str, str]) -> Problem:
    message = _MESSAGES.get(detail["type"]) or _plain(detail["msg"])
    names = [_variable(location[:length]) for length in range(len(location), 0, -1)]
    by_upper = {name.upper(): name for name in environment}
    for name in names:
        if name in by_upper:
            return Problem(by_upper[name], "", message)
    known = [location[:length] for length in range(len(location), 0, -1) if location[:length] in lines]
    where = f"line {lines[known[0]]}" if known else "missing"
    return Problem(where, _dotted(location), message)


def _unknown_variables(environment: Mapping[str, str]) -> list[Problem]:
    known = {_variable(location) for location in _settings(Config, ())}
    named_by_the_user = _variable(("items", "series", ""))
    return [
        Problem(name, "", "there is no such setting")
        for name in environment
        if name.upper().startswith(ENVIRONMENT_PREFIX)
        and name.upper() not in known
        and not name.upper().startswith(named_by_the_user)
    ]


def _settings(model: type[BaseModel], location: Location) -> Iterator[Location]:
    for name, field in model.model_fields.items():
        yield (*location, name)
        for kind in (field.annotation, *get_args(field.annotation)):
            if isinstance(kind, type) and issubclass(kind, BaseModel):
                yield from _settings(kind, (*location, name))


def _variable(location: Location) -> str:
    return ENVIRONMENT_PREFIX + _NESTED.join(str(part) for part in location).upper()


def _dotted(location: Location) -> str:
    return ".".join(str(part) for part in location if part != "[key]")


def _plain(message: str) -> str:
    text = message.removeprefix("Value error, ").removeprefix("Input ")
    return text[:1].lower() + text[1:]


def _line_number(problem: Problem) -> tuple[int, str]:
    word, _, number = problem.where.partition(" ")
    return (int(number), "") if word == "line" else (0, problem.where)
