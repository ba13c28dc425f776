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
from .archivejson import archive_schema
from .booklet import booklet_paper, plan_prompts
from .cards import cards_pdf, tickets_pdf, vouchers_pdf
from .checking import Checked, Keys, check_archive, is_sealed, opened, reseal_archive
from .codes import qr_rows, qr_svg, wifi_text
from .comingalong import asks_for_passphrase, coming_along
from .comparereport import comparison_html, comparison_lines, comparison_pdf
from .comparetables import comparison_tables
from .comparing import Kept, Many, comparison_data, in_series, kept, laid_together
from .days import day_in_words, meant_to_meet
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
from .onepager import one_pager_file
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
from .reportpdf import report_pdf
from .script import script_paper
from .sealed import TakenHome, all_sealed_plans, open_sealed_file, sealed_file, sealed_plan, sealed_plans
from .sealedreport import open_sealed_report, sealed_report
from .typesetting import Paper
from .unfolding import LARGEST as LARGEST_ARCHIVE

__all__ = [
    "LARGEST_ARCHIVE",
    "Archive",
    "ArchivedCount",
    "ArchivedDay",
    "ArchivedSession",
    "ArchivedTexts",
    "BeforeAfter",
    "CareSpending",
    "Chapter",
    "Checked",
    "Commitment",
    "DamagedArchive",
    "Edition",
    "FollowUp",
    "Item",
    "Kept",
    "Keys",
    "Letter",
    "Locked",
    "Many",
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
    "archive_schema",
    "asks_for_passphrase",
    "booklet_paper",
    "boxes",
    "cards_pdf",
    "check_archive",
    "check_recipients",
    "coming_along",
    "comparison_data",
    "comparison_html",
    "comparison_lines",
    "comparison_pdf",
    "comparison_tables",
    "day_in_words",
    "entailed",
    "exercise_paper",
    "figure_html",
    "in_series",
    "is_sealed",
    "kept",
    "laid_together",
    "letter",
    "meant_to_meet",
    "missing_letters",
    "missing_scripts",
    "one_pager_file",
    "open_sealed_file",
    "open_sealed_report",
    "opened",
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
    "report_pdf",
    "reseal_archive",
    "review_days",
    "script_paper",
    "sealed_file",
    "sealed_plan",
    "sealed_plans",
    "sealed_report",
    "slip_pdf",
    "tickets_pdf",
    "vouchers_pdf",
    "wifi_text",
    "without",
]
