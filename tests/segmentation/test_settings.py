"""A settings file's mistakes are all told at once, and its secrets never."""

from __future__ import annotations

from pathlib import Path

import pytest

from segmentation.errors import SegmentationError, SettingsError
from segmentation.settings import DEMO, load_settings
from segmentation.warehouse import describe, masked, open_warehouse


def _mistakes(tmp_path: Path, text: str) -> tuple[str, ...]:
    file = tmp_path / "settings.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        load_settings(file)
    return caught.value.mistakes


def test_without_a_file_it_is_the_demo() -> None:
    settings = load_settings(None)
    assert settings.warehouse == DEMO
    assert (settings.window, settings.segments) == (30, 3)


def test_every_mistake_is_told_at_once(tmp_path: Path) -> None:
    mistakes = _mistakes(tmp_path, """
warehose = 3
[warehouse]
url = "mysql+pymysql://reader:${NO_SUCH_VARIABLE}@host/db"
time_zone = "Europe/Berlim"
[segmentation]
window = 0
segments = 11
features = ["clicks", "serches", "clicks"]
as_of = "tomorrow"
colour = "blue"
names = ["Inactive", "a", "A"]
[tables.clickstream]
file = "x.csv"
table = "y"
were = "1 = 1"
columns = { user_id = "u", urll = "x", url = 3 }
[tables.clicks]
table = "z"
""")  # fmt: skip
    assert set(mistakes) == {
        'there is no setting "warehose"; did you mean "warehouse"?',
        'warehouse.time_zone: there is no time zone "Europe/Berlim"; names look like "Europe/Berlin"',
        'there is no setting "segmentation.colour"',
        'there is no setting "tables.clicks"; did you mean "clickstream"?',
        'there is no setting "tables.clickstream.were"; did you mean "where"?',
        "tables.clickstream names a table and a file; it must be one of them",
        'there is no setting "tables.clickstream.columns.urll"; did you mean "url"?',
        "tables.clickstream.columns.timestamp is missing",
        'tables.clickstream.columns.url must be a column\'s name or { sql = "expression" }',
        "tables.clickstream.file: a warehouse has an address or files, not both",
        "warehouse.url: the environment has no variable NO_SUCH_VARIABLE",
        "segmentation.window must be a whole number from 1 to 3660, not 0",
        "segmentation.segments must be a whole number from 2 to 10, not 11",
        'segmentation.features: there is no metric "serches"; did you mean "searches"?',
        "segmentation.features names a metric twice",
        "segmentation.as_of must be a day such as 2026-10-31, not 'tomorrow'",
        "segmentation.names must all differ, and none be empty",
        'segmentation.names: "inactive" has a meaning of its own; choose another name',
    }


@pytest.mark.parametrize("text", ["not toml", "warehouse = 3", "", "[tables]\nclickstream = 1"])
def test_nonsense_is_refused_in_words(tmp_path: Path, text: str) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        load_settings(file)
    assert caught.value.hint


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"no settings file .*nowhere\.toml"):
        load_settings(tmp_path / "nowhere.toml")


SECRET = "s3cr3t/@:pass word"
TABLES = '[tables.clickstream]\ncolumns = { user_id = "u", timestamp = "t" }\n'


@pytest.mark.parametrize(
    "address",
    [
        'url = "mysql+pymysql://reader@127.0.0.1:1/db"\npassword_env = "WAREHOUSE_PASSWORD"',
        'url = "mysql+pymysql://reader:${WAREHOUSE_PASSWORD}@127.0.0.1:1/db"',
        'url = "nosuch://reader:${WAREHOUSE_PASSWORD}@127.0.0.1:1/db"',
    ],
)
def test_a_password_is_never_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("WAREHOUSE_PASSWORD", SECRET)
    file = tmp_path / "settings.toml"
    file.write_text(f"[warehouse]\n{address}\n{TABLES}", encoding="utf-8")
    settings = load_settings(file)
    with pytest.raises(SegmentationError) as caught, open_warehouse(settings):
        pass
    told = f"{caught.value} {caught.value.hint} {describe(settings)} {settings!r}"
    assert SECRET not in told
    assert "s3cr3t" not in told
    assert caught.value.__cause__ is None


def test_an_address_is_shown_without_its_password() -> None:
    assert masked("mysql+pymysql://u:p4ss@h/d?ssl_key=abc&charset=utf8") == (
        "mysql+pymysql://u:***@h/d?charset=utf8&ssl_key=%2A%2A%2A"
    )


def test_paths_are_relative_to_the_settings_file(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(
        f'snapshots = "made"\n[warehouse]\nurl = "duckdb:///w.duckdb"\n{TABLES}', encoding="utf-8"
    )
    settings = load_settings(file)
    assert settings.warehouse == f"duckdb:///{tmp_path / 'w.duckdb'}"
    assert settings.snapshots == tmp_path / "made"
