"""What leaves the laptop: plans, the archive, papers, cards, codes; values in, bytes out, no file written."""

from .archive import (
    Archive,
    ArchivedCount,
    ArchivedDay,
    ArchivedSession,
    ArchivedTexts,
    BeforeAfter,
    CareSpending,
    Commitment,
    FollowUp,
    Locked,
    PlanElement,
    archive_of,
)
from .booklet import booklet_paper, plan_prompts
from .cards import cards_pdf, tickets_pdf, vouchers_pdf
from .codes import qr_rows, qr_svg, wifi_text
from .comparing import compare_archives
from .days import day_in_words
from .daysheet import agenda_paper
from .figures import figure_html
from .leaving import (
    Chapter,
    Item,
    NoSuchItem,
    archive_chapters,
    archive_items,
    archive_preview,
    entailed,
    without,
)
from .letter import Edition, Letter, letter, review_days
from .lettering import missing_letters, missing_scripts
from .paper import exercise_paper
from .parcel import NoRecipient, archive_file, archive_files, check_recipients
from .plan import plan_html, plan_markdown, plan_text
from .planjson import NoPlanFile, ReadPlan, plan_json, plan_schema, read_plan_json
from .planpaper import boxes, plan_papers, plan_pdf, slip_pdf
from .poster import poster_pdf
from .press import PressFailed
from .reading import DamagedArchive, ReadArchive, ReadCell, ReadFigure, ReadPair, SealedArchive, read_archive
from .recipe import plan_recipe
from .reminder import Slip, reminder_ics, reminder_slip
from .script import script_paper
from .sealed import TakenHome, all_sealed_plans, open_sealed_file, sealed_file, sealed_plan, sealed_plans
from .typesetting import Paper

__all__ = [
    "Archive",
    "ArchivedCount",
    "ArchivedDay",
    "ArchivedSession",
    "ArchivedTexts",
    "BeforeAfter",
    "CareSpending",
    "Chapter",
    "Commitment",
    "DamagedArchive",
    "Edition",
    "FollowUp",
    "Item",
    "Letter",
    "Locked",
    "NoPlanFile",
    "NoRecipient",
    "NoSuchItem",
    "Paper",
    "PlanElement",
    "PressFailed",
    "ReadArchive",
    "ReadCell",
    "ReadFigure",
    "ReadPair",
    "ReadPlan",
    "SealedArchive",
    "Slip",
    "TakenHome",
    "agenda_paper",
    "all_sealed_plans",
    "archive_chapters",
    "archive_file",
    "archive_files",
    "archive_items",
    "archive_of",
    "archive_preview",
    "booklet_paper",
    "boxes",
    "cards_pdf",
    "check_recipients",
    "compare_archives",
    "day_in_words",
    "entailed",
    "exercise_paper",
    "figure_html",
    "letter",
    "missing_letters",
    "missing_scripts",
    "open_sealed_file",
    "plan_html",
    "plan_json",
    "plan_markdown",
    "plan_papers",
    "plan_pdf",
    "plan_prompts",
    "plan_recipe",
    "plan_schema",
    "plan_text",
    "poster_pdf",
    "qr_rows",
    "qr_svg",
    "read_archive",
    "read_plan_json",
    "reminder_ics",
    "reminder_slip",
    "review_days",
    "script_paper",
    "sealed_file",
    "sealed_plan",
    "sealed_plans",
    "slip_pdf",
    "tickets_pdf",
    "vouchers_pdf",
    "wifi_text",
    "without",
]
