"""Keeps what people write: sealed on disk, readable only while the keyholder lives."""

from .beside import Beside, Left
from .book import Book, StoredResponse
from .entries import SealedEntries, written
from .errors import (
    DamagedHeader,
    DamagedVault,
    FolderNotEmpty,
    KeyholderFailed,
    NoPassphrase,
    NoRoom,
    NotAVault,
    PoorPassphrase,
    VaultInUse,
    VaultLocked,
    WrongPassphrase,
)
from .fingerprint import fingerprint
from .jsonvalue import JSON, text_of, unpack_object, unwrap, wrap
from .keyholder import Keyholder
from .letters import (
    BroughtVersion,
    CareLetter,
    EntryLetter,
    EntryWithdrawal,
    Letter,
    ResponseLetter,
    SealedResponseLetter,
    SlotLetter,
    VersionLetter,
    VersionsLetGo,
    WithdrawalLetter,
)
from .passphrase import TEXTS, FromFile, FromTerminal, Generated, PassphraseSource
from .phrasebox import DamagedReport, WrongReportPassphrase, read_phrase_box, write_phrase_box
from .plancode import BadPlanCode, PlanCode, PlanKey, derive, open_entry, seal_entry
from .sealedplan import (
    DamagedPlan,
    OpenedPlan,
    SealedPlan,
    WrongPlanCode,
    read_sealed_plans,
    slot_text,
    write_sealed_plans,
)
from .sealing import seal
from .tickets import sign, verify
from .vault import Vault

__all__ = [
    "JSON",
    "TEXTS",
    "BadPlanCode",
    "Beside",
    "Book",
    "BroughtVersion",
    "CareLetter",
    "DamagedHeader",
    "DamagedPlan",
    "DamagedReport",
    "DamagedVault",
    "EntryLetter",
    "EntryWithdrawal",
    "FolderNotEmpty",
    "FromFile",
    "FromTerminal",
    "Generated",
    "Keyholder",
    "KeyholderFailed",
    "Left",
    "Letter",
    "NoPassphrase",
    "NoRoom",
    "NotAVault",
    "OpenedPlan",
    "PassphraseSource",
    "PlanCode",
    "PlanKey",
    "PoorPassphrase",
    "ResponseLetter",
    "SealedEntries",
    "SealedPlan",
    "SealedResponseLetter",
    "SlotLetter",
    "StoredResponse",
    "Vault",
    "VaultInUse",
    "VaultLocked",
    "VersionLetter",
    "VersionsLetGo",
    "WithdrawalLetter",
    "WrongPassphrase",
    "WrongPlanCode",
    "WrongReportPassphrase",
    "derive",
    "fingerprint",
    "open_entry",
    "read_phrase_box",
    "read_sealed_plans",
    "seal",
    "seal_entry",
    "sign",
    "slot_text",
    "text_of",
    "unpack_object",
    "unwrap",
    "verify",
    "wrap",
    "write_phrase_box",
    "write_sealed_plans",
    "written",
]
