"""Which calls hold a text for the catalogues, and at which argument: as Babel's extractors ask for it."""

from __future__ import annotations

KEYWORDS: dict[str, tuple[int, ...] | None] = {
    "say": None,
    "count": (1, 2),
    "mark": None,
    "problem": (2,),
    "warning": (2,),
    "Finding": None,
    "Gap": (3, 4),
    "Option": (2,),
    "Part": (2,),
    "PlanField": (2,),
    "_refused": (2,),
    "__init__": None,
    "WorkshopError": None,
    "BadPlanCode": None,
    "BindError": None,
    "DamagedArchive": None,
    "FormIsClosed": None,
    "Locked": None,
    "NoPlanFile": None,
    "NoRecipient": None,
    "NoSuchItem": None,
    "NoSuchPlace": None,
    "NotFound": None,
    "NotNow": None,
    "NotReady": None,
    "OtherSeries": None,
    "SealedArchive": None,
}
