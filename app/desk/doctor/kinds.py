"""Every kind of damage that the doctor knows, in the order in which they are looked for and mended.

First the frame, then the history, then the records by the history, then what is said in them, at
last what is derived from them: each repair may rely on those before it.
"""

from app.desk.doctor import derived, signed, slots, values
from app.storage.soundness import frame, history, local, moments, records
from app.storage.soundness.model import Kind

KINDS: tuple[Kind, ...] = (
    # the frame
    Kind(id="pages", find=frame.pages),
    Kind(id="strangers", find=frame.strangers, mend_local=frame.drop_strangers),
    Kind(id="tables", find=frame.missing_tables, mend_local=frame.make_tables),
    Kind(id="indexes", find=frame.missing_indexes, mend_local=frame.make_indexes),
    Kind(id="structure", find=frame.structure, mend_local=frame.index_anew),
    Kind(id="guards", find=frame.guards_gone, mend_local=frame.set_guards),
    # the history
    Kind(id="gaps", find=history.gaps),
    Kind(id="contents", find=history.contents),
    Kind(id="chains", find=history.chains),
    Kind(id="signatures", find=signed.unsigned),
    Kind(id="ends", find=history.ends),
    Kind(id="heads", find=history.heads, mend_local=history.move_heads, by_journal=True),
    # the records by the history
    Kind(id="missing", find=records.missing, mend_local=records.put_back_missing, by_journal=True),
    Kind(id="unjournalled", find=records.unjournalled),
    Kind(
        id="differing",
        find=records.differing,
        mend_office=records.put_right_differing,
        by_journal=True,
    ),
    Kind(id="stamps", find=records.stamps, mend_local=records.stamp_anew, by_journal=True),
    Kind(id="orphans", find=records.orphans, mend_office=records.strike_out),
    # what is said in them
    Kind(id="words", find=values.unknown_words, mend_office=values.put_careful_words),
    Kind(id="cards", find=values.unreadable_cards, mend_office=values.empty_fields),
    Kind(id="circles", find=values.circles, mend_office=values.stand_alone),
    Kind(id="lost_merges", find=values.lost_merges, mend_office=values.stand_alone),
    Kind(id="untold_merges", find=values.untold_merges, mend_office=values.undo_merges),
    Kind(id="references", find=values.same_references, mend_office=values.give_references),
    Kind(id="moments", find=moments.future, mend_office=moments.take_from_lines),
    Kind(id="days", find=values.future_days),
    # keys
    Kind(id="pairs", find=values.two_pairs, mend_office=values.end_older_pairs),
    Kind(id="desk_pair", find=local.desk_pair, mend_local=local.forget_mark),
    Kind(id="people", find=slots.people_without),
    Kind(id="slots", find=slots.slots_without, mend_local=slots.take_slots),
    # this desk's own
    Kind(id="drafts", find=local.drafts, mend_local=local.drop_drafts),
    Kind(id="scans", find=local.contents_missing),
    Kind(id="scan_bytes", find=local.contents_wrong),
    Kind(id="spare_bytes", find=local.contents_superfluous, mend_local=local.drop_contents),
    Kind(id="imports", find=local.imported_rows, mend_local=local.drop_imported_rows),
    Kind(id="clock", find=local.clock_mark, mend_local=local.forget_mark),
    Kind(id="counters", find=local.counters, mend_local=local.reset_counters),
    # what is derived
    Kind(id="search", find=derived.keys, mend_local=derived.make_anew),
    Kind(id="blocks", find=derived.blocks, mend_local=derived.make_anew),
    Kind(id="names", find=derived.words, mend_local=derived.make_anew),
    Kind(id="ties", find=derived.client_links, mend_local=derived.make_anew),
    Kind(id="parties", find=derived.parties, mend_local=derived.make_anew),
)
