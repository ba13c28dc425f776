"""The console's colours: paper, dusk, and two of high contrast; the one place that names them.

primary: the one accent, deep teal · success: sage, steady · warning: ochre, attention · error: clay, act now
"""

from __future__ import annotations

from textual.theme import Theme

PAPER = Theme(
    name="paper",
    primary="#0b5d5e",
    secondary="#4d5a58",
    accent="#0b5d5e",
    success="#3d6442",
    warning="#7d5206",
    error="#963a22",
    foreground="#22302f",
    background="#f7f2e7",
    surface="#f7f2e7",
    panel="#ece5d5",
    boost="#ece5d5",
    dark=False,
    variables={
        "muted": "#56605c",
        "line": "#b5b09f",
        "block-cursor-background": "#0b5d5e",
        "block-cursor-foreground": "#f7f2e7",
        "border": "#0b5d5e",
    },
)

DUSK = Theme(
    name="dusk",
    primary="#6fc3bd",
    secondary="#a3b1ae",
    accent="#6fc3bd",
    success="#a5c59c",
    warning="#e0b468",
    error="#e79a7d",
    foreground="#e8e2d6",
    background="#1b2223",
    surface="#1b2223",
    panel="#263031",
    boost="#263031",
    dark=True,
    variables={
        "muted": "#a6aea9",
        "line": "#4a5a5a",
        "block-cursor-background": "#6fc3bd",
        "block-cursor-foreground": "#1b2223",
        "border": "#6fc3bd",
    },
)

BRIGHT = Theme(
    name="paper-contrast",
    primary="#003f40",
    secondary="#000000",
    accent="#003f40",
    success="#1b4220",
    warning="#553500",
    error="#6e1f0b",
    foreground="#000000",
    background="#ffffff",
    surface="#ffffff",
    panel="#ffffff",
    boost="#ffffff",
    dark=False,
    variables={"muted": "#1a1a1a", "line": "#000000", "border": "#000000"},
)

DEEP = Theme(
    name="dusk-contrast",
    primary="#8ff0e8",
    secondary="#ffffff",
    accent="#8ff0e8",
    success="#c4f0b8",
    warning="#ffd98a",
    error="#ffbda6",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#000000",
    boost="#000000",
    dark=True,
    variables={"muted": "#e6e6e6", "line": "#ffffff", "border": "#ffffff"},
)

OWN = (PAPER, DUSK, BRIGHT, DEEP)
THEMES = (*(theme.name for theme in OWN), "ansi-dark", "ansi-light")
"""The themes that can be chosen; the last two take the terminal's own colours."""

COUNTERPART = {
    "paper": "dusk",
    "dusk": "paper",
    "paper-contrast": "dusk-contrast",
    "dusk-contrast": "paper-contrast",
    "ansi-dark": "ansi-light",
    "ansi-light": "ansi-dark",
}
"""Each theme's counterpart in the other brightness."""

TERMINAL_VARIABLES = {"muted": "ansi_default", "line": "ansi_default"}
"""Our two own variables where a theme does not have them."""

SCANNABLE, SCANNABLE_EDGE = "#ffffff on #000000", "#ffffff"
"""A code's light and dark: cameras need them, whatever the theme."""
