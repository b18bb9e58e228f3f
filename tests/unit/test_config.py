"""config.yaml and the environment: every problem at once, each with its place."""

import os
from pathlib import Path
from typing import get_args

import pytest

from bot.config import Config, ConfigError, load_config


@pytest.fixture(autouse=True)
def _no_settings_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in os.environ:
        if name.upper().startswith("REMINDBOT_"):
            monkeypatch.delenv(name)


def problems_of(path: Path) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        load_config(path)
    return [str(problem) for problem in caught.value.problems]


def written(folder: Path, text: str) -> Path:
    path = folder / "config.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_without_a_file_the_defaults_hold() -> None:
    config = load_config(None)
    assert config.web.host == "127.0.0.1"
    assert config.database_url.startswith("sqlite+aiosqlite:///")


def test_the_example_is_a_valid_configuration_and_names_every_setting() -> None:
    example = Path(__file__).parents[2] / "config.example.yaml"
    load_config(example)
    text = example.read_text(encoding="utf-8")
    for section, field in Config.model_fields.items():
        assert f"{section}:" in text
        for kind in (field.annotation, *get_args(field.annotation)):
            for name in getattr(kind, "model_fields", {}):
                assert f"{name}:" in text, f"{section}.{name} is not described"


def test_every_problem_is_told_at_once_with_its_line(tmp_path: Path) -> None:
    path = written(
        tmp_path, "web:\n  port: 99999\n  hots: x\npeople:\n  zone: Mars/Base\nlimits:\n  text_length: abc\n"
    )
    assert problems_of(path) == [
        "line 2: web.port: should be less than or equal to 65535",
        "line 3: web.hots: there is no such setting",
        "line 5: people.zone: no such zone: 'Mars/Base'",
        "line 7: limits.text_length: should be a valid integer, unable to parse string as an integer",
    ]


def test_a_key_that_stands_twice_is_told_with_both_lines(tmp_path: Path) -> None:
    path = written(tmp_path, "web:\n  port: 99999\nweb:\n  host: a\n")
    assert problems_of(path) == [
        "line 2: web.port: should be less than or equal to 65535",
        "line 3: web: is set already on line 1",
    ]


def test_the_environment_goes_over_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REMINDBOT_WEB__PORT", "9100")
    assert load_config(written(tmp_path, "web:\n  port: 9000\n")).web.port == 9100


def test_a_bad_or_unknown_variable_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("REMINDBOT_WEB__PORT", "many")
    monkeypatch.setenv("REMINDBOT_WBE__PORT", "1")
    assert problems_of(written(tmp_path, "")) == [
        "REMINDBOT_WBE__PORT: there is no such setting",
        "REMINDBOT_WEB__PORT: should be a valid integer, unable to parse string as an integer",
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("web: [", "line 1: not YAML: expected the node content, but found '<stream end>'"),
        ("- a\n- b\n", "line 1: the file must be a list of settings, each `key: value`"),
        ("web: 5\n", "line 1: web: is a section: its settings stand below it, indented"),
    ],
)
def test_what_is_no_list_of_settings_is_said_in_words(tmp_path: Path, text: str, problem: str) -> None:
    assert problems_of(written(tmp_path, text)) == [problem]


def test_a_file_that_is_not_there_is_said_in_words(tmp_path: Path) -> None:
    (problem,) = problems_of(tmp_path / "nowhere.yaml")
    assert problem.endswith("cannot be read: No such file or directory")


def test_a_file_in_another_encoding_is_said_in_words(tmp_path: Path) -> None:
    path = tmp_path / "config.yaml"
    path.write_bytes("people: ü".encode("latin-1"))
    assert problems_of(path)[0].endswith("is not UTF-8 text")


def test_the_database_password_does_not_show(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REMINDBOT_DATABASE__URL", "postgresql+asyncpg://bot:secret@db/remindbot")
    config = load_config(None)
    assert "secret" not in repr(config)
    assert "secret" in config.database_url


def test_a_platform_is_off_without_its_section_and_on_from_the_environment_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert load_config(None).telegram is None
    monkeypatch.setenv("REMINDBOT_TELEGRAM__TOKEN", "12:secret")
    telegram = load_config(None).telegram
    assert telegram is not None
    assert telegram.token.get_secret_value() == "12:secret"


def test_what_a_platform_lacks_is_said(tmp_path: Path) -> None:
    path = written(tmp_path, "mattermost:\n  url: chat\nslack:\n  bot_token: xoxb-1\ntelegram:\n  mode: webhook\n")
    assert problems_of(path) == [
        "line 1: mattermost.token: must be set",
        "line 2: mattermost.url: must be an address like https://example.org",
        "line 3: slack: set app_token (Socket Mode) or signing_secret (HTTP)",
        "line 5: telegram.token: must be set",
    ]


def test_a_webhook_needs_an_address_to_be_called_at(tmp_path: Path) -> None:
    path = written(tmp_path, "telegram:\n  token: x\n  mode: webhook\n")
    assert problems_of(path) == ["missing: web.public_url must be set: telegram.mode is webhook"]


def test_a_database_of_another_kind_is_refused_and_its_password_is_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REMINDBOT_DATABASE__URL", "mysql://remindbot:secret-word@db/remindbot")
    with pytest.raises(ConfigError) as refused:
        load_config(None)
    assert "postgresql://user:password@host/name" in str(refused.value)
    assert "secret-word" not in str(refused.value)
