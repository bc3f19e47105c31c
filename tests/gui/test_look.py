"""Colours that can be read, icons that are there, keys that don't collide, words that are translated."""

from __future__ import annotations

import itertools
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QColor, QImage
from PySide6.QtWidgets import QApplication, QLabel, QListWidget, QToolButton
from pytestqt.qtbot import QtBot

from emodesk.app.language import _NAMES, MISSING_VALUE, NO_WORDS
from emodesk.app.row_labels import SKIPPED
from emodesk.app.settings import TABLE
from emodesk.core.resources import resource
from emodesk.gui.commands import COMMANDS, keys_of
from emodesk.gui.grid.cell_view import GLYPHS
from emodesk.gui.grid.grid_bar import GridBar
from emodesk.gui.grid.grid_column import GridColumn, Origin
from emodesk.gui.grid.reasons import reason_words, step_words
from emodesk.gui.help.shortcuts import ShortcutsDialog
from emodesk.gui.inspector.section import Section
from emodesk.gui.look.glyph import Glyph
from emodesk.gui.look.icons import pixmap
from emodesk.gui.look.parts import button
from emodesk.gui.look.theme import Scheme, Theme
from emodesk.gui.look.tokens import DARK, LIGHT, Colours
from emodesk.gui.main_window import MainWindow
from emodesk.gui.models.words import CATALOGUE
from emodesk.gui.percent import percent, percent_sign
from emodesk.gui.preferences.words import WORDS
from emodesk.gui.run.durations import duration
from emodesk.gui.start.recent_list import Recent
from emodesk.gui.translation import LANGUAGES
from emodesk.modelhub.catalogue import load_catalogue

GUI = Path(__file__).resolve().parents[2] / "emodesk" / "gui"


def luminance(colour: str) -> float:
    """Relative luminance of WCAG 2."""
    found = QColor(colour)
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else float(((part + 0.055) / 1.055) ** 2.4)
        for part in (found.redF(), found.greenF(), found.blueF())
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("words", ["text", "muted", "accent", "warning", "danger"])
@pytest.mark.parametrize("behind", ["ground", "surface", "raised"])
def test_that_words_can_be_read_on_every_surface(colours: Colours, words: str, behind: str) -> None:
    assert contrast(getattr(colours, words), getattr(colours, behind)) >= 4.5


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("words", "behind"),
    [("on_accent", "accent"), ("text", "accent_soft"), ("warning", "warning_soft"), ("danger", "danger_soft")],
)
def test_that_words_can_be_read_on_colour(colours: Colours, words: str, behind: str) -> None:
    assert contrast(getattr(colours, words), getattr(colours, behind)) >= 4.5


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_that_a_bar_stands_out_from_its_cell(colours: Colours) -> None:
    assert contrast(colours.bar, colours.surface) >= 3


def test_that_a_change_of_scheme_reaches_icons_that_were_given_out(theme: Theme, qtbot: object) -> None:
    tool = QToolButton()
    theme.icons.put(tool, "search")
    before = tool.icon().pixmap(24, 24).toImage()
    theme.choose(Scheme.DARK)
    assert tool.icon().pixmap(24, 24).toImage() != before


def test_that_a_change_of_scheme_reaches_the_glyphs_that_stand_by_themselves(
    window: MainWindow, theme: Theme, tmp_path: Path
) -> None:
    window.banner.tell("Something has happened.", tone="warning", stays=True)
    window.start_page.show_recent([Recent(tmp_path / "one.emodesk", is_there=True)])
    (recents,) = window.start_page.findChildren(QListWidget)
    section = Section(theme, GridColumn("label:valence", "Valence", Origin.LABEL))
    section._glyph.show_icon("cpu", "muted")
    glyphs = [*window.findChildren(Glyph), section._glyph]
    assert len(glyphs) >= 8

    def pictures() -> list[QImage]:
        return [each.pixmap().toImage() for each in glyphs] + [recents.item(0).icon().pixmap(16, 16).toImage()]

    before = pictures()
    theme.choose(Scheme.DARK)
    assert not any(one == other for one, other in zip(before, pictures(), strict=True))


def test_that_a_field_is_emptied_by_a_cross_in_the_colours_of_the_scheme(theme: Theme, qtbot: QtBot) -> None:
    bar = GridBar(theme)
    qtbot.addWidget(bar)
    bar.search.setText("words")
    icons = [each.icon() for each in bar.search.findChildren(QAction)]
    ours = theme.icons.icon("x", "muted").pixmap(16, 16).toImage()
    assert ours in [each.pixmap(16, 16).toImage() for each in icons]


def test_that_an_icon_is_sharp_on_a_fine_screen(qapp: object) -> None:
    assert pixmap("search", "#000000", 16, 2.0).width() == 32


def test_that_every_icon_that_is_named_is_there() -> None:
    named = re.compile(r'icons\.put\([^,\n]+, "([a-z0-9-]+)"|icons\.icon\("([a-z0-9-]+)"|pixmap\("([a-z0-9-]+)"')
    sources = [path.read_text(encoding="utf-8") for path in GUI.rglob("*.py")]
    used = {name for source in sources for match in named.findall(source) for name in match if name}
    used |= {name for name, _ in GLYPHS.values()}
    used |= {command.icon for command in COMMANDS if command.icon}
    assert len(used) > 15
    assert [name for name in sorted(used) if not resource(f"icons/{name}.svg").is_file()] == []


def test_that_no_two_commands_have_the_same_key() -> None:
    keys = [(key.toString(), command.name) for command in COMMANDS for key in keys_of(command)]
    clashes = [(a, b) for a, b in itertools.combinations(keys, 2) if a[0] == b[0]]
    assert clashes == []


def test_that_every_command_does_something() -> None:
    handled = (GUI / "handlers.py").read_text(encoding="utf-8")
    assert [command.name for command in COMMANDS if f'"{command.name}":' not in handled] == []


def test_that_every_word_has_a_german_one() -> None:
    tree = ET.parse(resource("translations/emodesk_de.ts"))
    missing = [
        message.findtext("source")
        for message in tree.getroot().iter("message")
        if (translation := message.find("translation")) is None or translation.get("type") == "unfinished"
    ]
    assert missing == []


def test_that_every_word_of_the_settings_can_be_translated() -> None:
    said = {text for each in TABLE if each.label for text in (each.label, each.note, *each.choices) if text}
    assert {text for text in said if not text.isdecimal()} - set(LANGUAGES) == WORDS


def test_that_our_own_words_about_the_models_can_be_translated() -> None:
    ours = {text for model in load_catalogue().models for text in (model.note, model.advice, model.licence) if text}
    assert ours == CATALOGUE


def test_that_every_reason_for_a_look_is_said_in_german(german: None) -> None:
    for language in (*_NAMES.values(), "another language"):
        words = reason_words(f"probably not English ({language})")
        assert words.startswith("wohl nicht Englisch (")
        assert language in {"Afrikaans", "Hindi"} or f"({language})" not in words
    for reason in (SKIPPED, NO_WORDS, MISSING_VALUE, "not labelled yet", "long text, 3 parts"):
        assert reason_words(reason) != reason
    several = reason_words("long text, 2 parts; off-format answer (valence, all_my_own)")
    assert several == "langer Text, 2 Teile; Antwort außerhalb des Formats (Valenz, all_my_own)"
    assert reason_words("what nobody foresaw") == "what nobody foresaw"
    assert reason_words("the engine failed on this text: emotions").endswith(": emotions")


def test_that_numbers_of_cells_and_rows_are_grouped_as_the_language_has_it(german: None, theme: Theme) -> None:
    assert step_words("fill down valence (1,200)") == "nach unten ausfüllen Valenz (1.200)"
    assert step_words("edit anger_intensity") == "bearbeiten Ärger · Intensität"
    assert step_words("accept (12)") == "annehmen (12)"
    translate = QCoreApplication.translate
    told = translate("RunControl", "All rows are labelled; %Ln of them need(s) a look.", "", 1200)
    assert told == "Alle Zeilen sind gelabelt; 1.200 davon sollten angesehen werden."
    bar = GridBar(theme)
    bar.show_count(6000, 6000)
    assert "6.000 Zeilen" in [each.text() for each in bar.findChildren(QLabel)]


def test_that_no_module_of_the_window_blocks_or_kills() -> None:
    forbidden = re.compile(r"processEvents|\.exec_?\(\)|QThread\b|\.terminate\(\)|Signal\(int.*bytes")
    found = {
        str(path.relative_to(GUI)): line.strip()
        for path in GUI.rglob("*.py")
        for line in path.read_text(encoding="utf-8").splitlines()
        if forbidden.search(line) and "application.exec()" not in line
    }
    assert found == {}


def test_that_the_typeface_ships_and_is_used(theme: Theme) -> None:
    words = QLabel("0123456789")
    assert words.fontInfo().family() == "Inter"


def test_that_shares_are_written_as_the_language_has_them(german: None) -> None:
    assert percent(0.414) == "41\N{NARROW NO-BREAK SPACE}%"
    assert percent_sign() == "\N{NARROW NO-BREAK SPACE}%"


def test_that_shares_have_no_space_in_english(qapp: QApplication) -> None:
    assert (percent(0.414), percent(1), percent_sign()) == ("41%", "100%", "%")


@pytest.mark.parametrize("kind", ["", "primary", "quiet", "link"])
def test_that_a_button_looks_switched_off_when_it_is(theme: Theme, qtbot: QtBot, kind: str) -> None:
    shown = button("Measure", kind=kind)
    qtbot.addWidget(shown)
    shown.show()
    before = shown.grab().toImage()
    shown.setEnabled(False)
    assert shown.grab().toImage() != before


def test_that_the_page_of_keys_shows_those_that_keyboards_have(window: MainWindow) -> None:
    window.actions_by_name["shortcuts"].trigger()
    (dialog,) = window.findChildren(ShortcutsDialog)
    caps = [each.text() for each in dialog.findChildren(QLabel) if each.property("role") == "key"]
    assert {"Ctrl+O", "Ctrl+Z", "F5"} <= set(caps)
    assert not any(re.fullmatch(r"F1[3-9]|F[23]\d|Open|Undo|Copy|Paste|Close|Exit", cap) for cap in caps)
    dialog.close()


def test_that_a_stretch_of_time_stays_on_one_line(qapp: QApplication) -> None:
    assert duration(20_520) == "5\N{NO-BREAK SPACE}h\N{NO-BREAK SPACE}42\N{NO-BREAK SPACE}min"
