#!/usr/bin/env python3
"""
Score what `audiosocket evaluate recordings` wrote, by the corpus' own rules of comparison.

    python tools/score_recordings.py --pred P.jsonl [--roster R.yaml] [--show N]

Needs Python 3.11 alone. The last line is `RESULT ...`.
"""

import argparse
import json
import statistics
import sys
from collections import Counter, defaultdict
from pathlib import Path

CORPUS = Path(__file__).resolve().parent.parent / "tests" / "data" / "corpus"
sys.path.insert(0, str(CORPUS))

import score  # type: ignore[import-not-found]  # noqa: E402


def faults_of(row: dict, aliases: dict, tally: dict) -> list[str]:
    """What is wrong in one row, as text; empty when all is right."""
    if row["speaker"] == "visitor":
        return list(score.score_slots(row["gold"], row.get("final") or {}, aliases, None, tally))
    label, gold = row.get("label"), row["gold"]
    if label == gold or label in row.get("accept", []):
        return []
    return [f"label: {gold!r} != {label!r}"]


def ends(rows: list[dict]) -> str:
    """When the turns were declared ended, after their last speech."""
    times = sorted(row["end_of_turn_ms"] for row in rows if row.get("end_of_turn_ms") is not None)
    if not times:
        return "no turn found"
    return f"median {statistics.median(times):.0f} ms, p95 {times[int(0.95 * (len(times) - 1))]:.0f} ms"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pred", type=Path, required=True)
    parser.add_argument("--roster", type=Path, default=CORPUS / "roster.yaml")
    parser.add_argument("--show", type=int, default=40, help="faults printed")
    options = parser.parse_args()
    rows = [json.loads(line) for line in options.pred.read_text(encoding="utf-8").splitlines() if line.strip()]
    aliases = score.read_block_aliases(options.roster)
    tally: dict = defaultdict(Counter)
    right, total, faults, unsafe = Counter(), Counter(), [], []
    for row in rows:
        found = faults_of(row, aliases, tally)
        kind = "visits" if row["file"].startswith("visits/") else "utterances"
        for key in (row["speaker"], kind, row["voice"], "all"):
            total[key] += 1
            right[key] += not found
        if found:
            faults.append((row["file"], row["text"], row.get("text_heard"), "; ".join(found)))
        if row["speaker"] == "resident" and row.get("label") == "authorize" != row["gold"]:
            unsafe.append((row["file"], row["text"], row.get("text_heard")))
    for file, text, heard, what in faults[: options.show]:
        print(f"WRONG {file}\n      said  {text}\n      heard {heard}\n      {what}")
    for file, text, heard in unsafe:
        print(f"UNSAFE {file}\n      said  {text}\n      heard {heard}")
    print("; ".join(f"{key} {right[key]}/{total[key]}" for key in total))
    micro = Counter()
    for counts in tally.values():
        micro.update(counts)
    found = sum(bool(row.get("turn_found")) for row in rows)
    cut = sum(row.get("turns", 1) > 1 for row in rows)
    print(f"turns found {found}/{len(rows)}, cut in more than one {cut}; end of turn {ends(rows)}")
    share = right["all"] / max(1, total["all"])
    f1 = score.prf(micro)[2]
    print(f"RESULT right={share:.3f} slot_f1={f1:.3f} false_authorize={len(unsafe)} turns={found}/{len(rows)}")


if __name__ == "__main__":
    main()
