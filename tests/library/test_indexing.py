from __future__ import annotations

import multiprocessing
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from doubles import BagOfWords, MemoryIndex
from house import PLAN, RULES, House, outcomes
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from assistant.errors import EmbedderError, LibraryBusy, LibraryError, UnreadableFile
from assistant.library.locking import only_run
from assistant.library.planning import Scope
from assistant.model import Document, Metadata
from assistant.reading.manifest import SourceFile


@pytest.fixture
def house(tmp_path: Path) -> House:
    house = House(tmp_path)
    house.write("plan.txt", PLAN)
    house.write("rules.txt", RULES)
    return house


def test_new_files_are_indexed_and_can_be_found(house: House) -> None:
    report = house.index()
    assert outcomes(report) == {"plan": "indexed", "rules": "indexed"}
    assert all(o.clauses and o.passages for o in report.outcomes)
    assert house.found("Who keeps a register of disclosures?")[0].endswith(
        "The office keeps a register of disclosures."
    )
    house.holds_everything_once()


def test_an_unchanged_file_is_neither_read_nor_embedded(house: House) -> None:
    first = house.index()
    house.read_files.clear()
    house.embedded()
    generation = house.catalogue.generation()
    report = house.index()
    assert outcomes(report) == {"plan": "unchanged", "rules": "unchanged"}
    counts = [(o.document, o.clauses, o.passages) for o in first.outcomes]
    assert [(o.document, o.clauses, o.passages) for o in report.outcomes] == counts
    assert not house.read_files
    assert not house.embedded()
    assert house.catalogue.generation() == generation


def test_a_changed_file_replaces_its_clauses_and_the_others_cost_nothing(house: House) -> None:
    house.index()
    house.embedded()
    old = house.catalogue.document("plan")
    house.write("plan.txt", PLAN.replace("fifteen days", "thirty days"))
    assert outcomes(house.index()) == {"plan": "indexed", "rules": "unchanged"}
    new = house.catalogue.document("plan")
    assert new.version != old.version
    assert "thirty days" in new.text
    assert house.found("How long is the decision announced?")[0].endswith("thirty days.")
    house.holds_everything_once()


def test_an_old_version_stays_readable(house: House) -> None:
    house.index()
    old = house.catalogue.document("plan")
    house.write("plan.txt", "Another plan.\n\n1. Nothing is as it was.\n")
    house.index()
    assert house.catalogue.version(old.version) == old


def test_a_removed_file_disappears(house: House) -> None:
    house.index()
    (house.corpus / "rules.txt").unlink()
    report = house.index()
    assert outcomes(report) == {"plan": "unchanged", "rules": "removed"}
    assert [m.id for m in house.catalogue.documents()] == ["plan"]
    house.holds_everything_once()


def test_a_removed_file_that_the_manifest_still_names_disappears(house: House) -> None:
    entries = "documents:\n- {id: p, title: The plan, source: plan.txt}\n"
    house.write("manifest.yaml", entries + "- {id: r, title: The rules, source: rules.txt}\n")
    house.index()
    (house.corpus / "rules.txt").unlink()
    report = house.index()
    assert outcomes(report) == {"p": "unchanged", "r": "removed"}
    assert "not there" in report.outcomes[-1].reason


def test_a_file_that_was_never_there_has_failed(house: House) -> None:
    house.write("manifest.yaml", "documents:\n- {id: q, title: No file, source: q.txt}\n")
    assert outcomes(house.index())["q"] == "failed"


def test_a_folder_that_is_not_there_removes_nothing(house: House) -> None:
    house.index()
    house.corpus.rename(house.corpus.with_name("elsewhere"))
    report = house.index()
    assert set(outcomes(report).values()) == {"failed"}
    assert len(house.catalogue.documents()) == 2


def test_one_bad_file_does_not_stop_the_others_and_its_old_version_answers(house: House) -> None:
    house.index()
    house.write("plan.txt", b"\0\1\2\3")
    house.write("third.txt", "A third text.\n\n1. It is new here.\n")
    report = house.index()
    assert outcomes(report) == {"plan": "failed", "rules": "unchanged", "third": "indexed"}
    assert report.failed[0].reason
    assert house.catalogue.document("plan").text == PLAN
    house.holds_everything_once()


def test_a_reader_that_breaks_down_fails_one_file_only(house: House) -> None:
    sane = house.indexer().read

    def read(source: SourceFile) -> Document:
        if source.path.name == "plan.txt":
            raise RecursionError("too deep")
        return sane(source)

    report = house.index(read=read)
    assert outcomes(report) == {"plan": "failed", "rules": "indexed"}
    assert "RecursionError" in report.failed[0].reason


def test_changed_metadata_are_kept_without_embedding(house: House) -> None:
    house.index()
    house.embedded()
    entry = "documents:\n- {id: plan, title: The great plan, issuer: The city, source: plan.txt}\n"
    house.write("manifest.yaml", entry)
    assert outcomes(house.index()) == {"plan": "indexed", "rules": "unchanged"}
    assert house.catalogue.document("plan").metadata.issuer == "The city"
    assert not house.embedded()


def test_another_revision_of_the_reader_reads_everything_anew(house: House) -> None:
    house.index()
    house.read_files.clear()
    house.embedded()
    assert set(outcomes(house.index(revision=2)).values()) == {"indexed"}
    assert sorted(house.read_files) == ["plan.txt", "rules.txt"]
    assert not house.embedded()


def test_passages_cut_in_another_way_leave_none_of_the_old_ones(house: House) -> None:
    house.index()

    def one_a_clause(document: Document) -> Any:
        of = house.indexer().passages_of
        return of(document)[::2]

    house.index(passages_of=one_a_clause, revision=2)
    for embedder in house.embedders:
        for document in house.catalogue.snapshot().documents:
            kept = house.vectors.ids(embedder.fingerprint, document.version)
            assert kept == {p.id for p in one_a_clause(document)}


def test_rebuild_reads_and_embeds_everything_anew(house: House) -> None:
    house.index()
    count = house.embedded()
    house.read_files.clear()
    assert set(outcomes(house.index(rebuild=True)).values()) == {"indexed"}
    assert len(house.read_files) == 2
    assert house.embedded() == count
    house.holds_everything_once()


def test_one_more_place_leaves_the_corpus_alone(house: House, tmp_path: Path) -> None:
    house.index()
    extra = tmp_path / "extra.txt"
    extra.write_text("Extra.\n\n1. One more rule.\n")
    assert outcomes(house.index(extra)) == {"extra": "indexed"}
    assert len(house.catalogue.documents()) == 3
    assert outcomes(house.index()) == {"plan": "unchanged", "rules": "unchanged"}
    assert len(house.catalogue.documents()) == 3
    house.holds_everything_once()


def test_a_file_that_is_gone_from_an_extra_folder_disappears(house: House, tmp_path: Path) -> None:
    folder = tmp_path / "more"
    folder.mkdir()
    for name in ("a", "b"):
        (folder / f"{name}.txt").write_text(f"Text {name}.\n\n1. It says {name}.\n")
    house.index()
    house.index(folder)
    (folder / "a.txt").unlink()
    assert outcomes(house.index(folder)) == {"a": "removed", "b": "unchanged"}
    assert [m.id for m in house.catalogue.documents()] == ["b", "plan", "rules"]


def test_an_id_that_belongs_to_another_file_is_refused(house: House, tmp_path: Path) -> None:
    house.index()
    other = tmp_path / "plan.txt"
    other.write_text("Another plan.\n\n1. It must not replace the first.\n")
    report = house.index(other)
    assert outcomes(report) == {"plan": "failed"}
    assert str(house.corpus / "plan.txt") in report.failed[0].reason
    assert house.catalogue.document("plan").text == PLAN


def test_a_corpus_may_move_without_being_embedded_again(house: House) -> None:
    house.index()
    house.embedded()
    house.corpus = house.corpus.rename(house.corpus.with_name("moved"))
    assert outcomes(house.index()) == {"plan": "unchanged", "rules": "unchanged"}
    assert not house.embedded()
    assert house.catalogue.holdings()[0].source == str(house.corpus / "plan.txt")


def test_a_corpus_file_named_alone_still_belongs_to_the_corpus(house: House) -> None:
    house.index()
    house.write("plan.txt", PLAN + "\n4. This clause is new.\n")
    assert outcomes(house.index(house.corpus / "plan.txt")) == {"plan": "indexed"}
    assert {h.collection for h in house.catalogue.holdings()} == {"corpus"}
    (house.corpus / "plan.txt").unlink()
    assert outcomes(house.index())["plan"] == "removed"


def test_a_renamed_file_costs_no_embedding(house: House) -> None:
    house.index()
    house.embedded()
    (house.corpus / "plan.txt").rename(house.corpus / "scheme.txt")
    assert outcomes(house.index())["plan"] == "removed"
    assert not house.embedded()
    house.holds_everything_once()


def test_documents_with_the_same_text_share_their_vectors_and_are_reported(house: House) -> None:
    house.write("copy.txt", PLAN)
    report = house.index()
    assert "copy, plan" in report.notices[0]
    house.holds_everything_once()
    (house.corpus / "plan.txt").unlink()
    house.index()
    house.holds_everything_once()
    assert house.found("Who decides on the ownership of an invention?")


# Killed, failing, changing embedders


def test_a_run_goes_on_where_an_embedder_failed(house: House) -> None:
    house.index(embedders=[BagOfWords("one"), BagOfWords("two")])
    house.write(
        "plan.txt",
        "A new plan.\n\n" + "".join(f"{n}. Clause {n} says so.\n\n" for n in range(1, 301)),
    )
    spent = BagOfWords("one", lasting=200)
    with pytest.raises(EmbedderError):
        house.index(embedders=[spent, BagOfWords("two")])
    assert house.catalogue.document("plan").text == PLAN
    assert "fifteen days" in house.found("How long is the decision announced?")[0]
    assert outcomes(house.index())["plan"] == "indexed"
    assert len(house.embedders[0].embedded) < 301 - 100
    house.holds_everything_once()


def test_an_embedder_that_fails_on_one_file_does_not_stop_the_others(house: House) -> None:
    house.index()
    house.write("a.txt", "First.\n\n1. This one works well.\n")
    house.write("b.txt", "Second.\n\n1. This one holds poison for it.\n")
    house.write("c.txt", "Third.\n\n1. This one works as well.\n")
    picky = [BagOfWords("one", failing=["poison"]), BagOfWords("two")]
    report = house.index(embedders=picky)
    assert outcomes(report) | {"plan": "", "rules": ""} == {
        "a": "indexed", "b": "failed", "c": "indexed", "plan": "", "rules": "",
    }  # fmt: skip
    assert "The embedder has failed." in report.failed[0].reason


def test_a_file_that_the_embedder_does_not_like_is_no_matter_of_the_others(house: House) -> None:
    house.embedders = [BagOfWords("one", failing=["register"])]
    assert outcomes(house.index()) == {"plan": "indexed", "rules": "failed"}


def test_an_embedder_that_does_not_work_ends_the_run_with_its_reason(house: House) -> None:
    house.embedders = [BagOfWords("one", lasting=0)]
    with pytest.raises(EmbedderError, match="has failed"):
        house.index()
    assert house.catalogue.documents() == ()


def test_another_embedder_fills_its_own_vectors_and_the_old_ones_are_dropped(house: House) -> None:
    house.index()
    house.embedders = [BagOfWords("one"), BagOfWords("three")]
    report = house.index()
    assert outcomes(report) == {"plan": "indexed", "rules": "indexed"}
    assert "two-of-words-1" in report.notices[0]
    assert not house.embedders[0].embedded
    house.holds_everything_once()


def test_another_embedder_also_fills_what_this_run_does_not_cover(
    house: House, tmp_path: Path
) -> None:
    extra = tmp_path / "extra.txt"
    extra.write_text("Extra.\n\n1. One more rule.\n")
    house.index()
    house.index(extra)
    house.embedders = [BagOfWords("three")]
    assert outcomes(house.index()) == {"plan": "indexed", "rules": "indexed", "extra": "indexed"}
    house.holds_everything_once()


def test_old_vectors_stay_until_the_new_embedder_has_done_every_document(house: House) -> None:
    house.index()
    house.embedders = [BagOfWords("three", failing=["register"])]
    report = house.index()
    assert outcomes(report) == {"plan": "indexed", "rules": "failed"}
    assert house.vectors.fingerprints() > {"one-of-words-1", "two-of-words-1"}
    house.embedders = [BagOfWords("three")]
    house.index()
    house.holds_everything_once()


def test_vectors_that_were_thrown_away_are_made_anew(house: House) -> None:
    house.index()
    house.vectors = MemoryIndex()
    assert outcomes(house.index()) == {"plan": "indexed", "rules": "indexed"}
    house.holds_everything_once()


def test_vectors_that_cannot_be_read_are_made_anew_with_a_notice(house: House) -> None:
    house.index()
    house.vectors.unreadable = {"two-of-words-1"}
    assert "made anew" in house.index().notices[0]
    house.holds_everything_once()


class Killed(BaseException):
    """A process ends here."""


class Dying(MemoryIndex):
    """Ends the process at its n-th change."""

    def __init__(self, kept: dict[str, Any], lives: int) -> None:
        super().__init__()
        self.kept, self.lives = kept, lives

    def _live(self) -> None:
        self.lives -= 1
        if self.lives < 0:
            raise Killed

    def add(self, *args: Any) -> None:
        self._live()
        super().add(*args)
        self._live()

    def remove(self, *args: Any, **kwargs: Any) -> None:
        self._live()
        super().remove(*args, **kwargs)

    def drop(self, fingerprint: str) -> None:
        self._live()
        super().drop(fingerprint)


@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    lives=st.lists(st.tuples(st.integers(0, 20), st.booleans()), max_size=4),
    texts=st.permutations([PLAN, RULES, ""]),
)
def test_wherever_runs_end_the_next_one_goes_on(
    tmp_path_factory: pytest.TempPathFactory, lives: list[tuple[int, bool]], texts: list[str]
) -> None:
    house = House(tmp_path_factory.mktemp("house"))
    house.write("plan.txt", PLAN)
    house.write("rules.txt", RULES)
    house.index()
    for life, rebuild in lives:
        for number, text in enumerate(texts):
            house.write(f"{number}.txt", f"{text}\nIt has {life} lives left.\n")
        house.vectors = Dying(house.vectors.kept, life)
        try:
            house.index(rebuild=rebuild)
        except Killed:
            assert house.found("Who decides on the ownership of an invention?")
    house.vectors.lives = 10_000
    house.index()
    house.holds_everything_once()


# Together with others


def test_what_else_is_written_stands_or_falls_with_the_document(house: House) -> None:
    def refuse(sql: Connection, document: Document) -> None:
        raise UnreadableFile(f"No facts can be read from {document.id}.")

    report = house.index(also=[refuse])
    assert set(outcomes(report).values()) == {"failed"}
    assert house.catalogue.documents() == ()
    report = house.index(also=[lambda sql, document: 1 / 0])
    assert set(outcomes(report).values()) == {"failed"}
    assert "ZeroDivisionError" in report.failed[0].reason
    seen: list[str] = []
    house.index(also=[lambda sql, document: seen.append(document.id)])
    assert sorted(seen) == ["plan", "rules"]


def test_two_runs_at_once_are_refused(house: House) -> None:
    with only_run(house.data), pytest.raises(LibraryBusy, match="Another indexing run"):
        house.index()
    house.index()


def _hold(folder: Path, ready: Any, done: Any) -> None:
    with only_run(folder):
        ready.set()
        done.wait(30)


def test_a_run_in_another_process_is_seen_and_its_end_too(house: House) -> None:
    context = multiprocessing.get_context("spawn")
    ready, done = context.Event(), context.Event()
    other = context.Process(target=_hold, args=(house.data, ready, done))
    other.start()
    try:
        assert ready.wait(30)
        with pytest.raises(LibraryBusy):
            house.index()
    finally:
        other.kill()
        other.join()
    house.index()


def test_a_data_folder_that_cannot_be_made_is_told(house: House) -> None:
    house.data.write_text("a file where the folder should be")
    with pytest.raises(LibraryError, match="ASSISTANT_DATA"):
        house.index()


def test_progress_counts_the_passages_that_are_embedded(house: House) -> None:
    seen: list[tuple[int, int, str]] = []
    report = house.index(progress=lambda *what: seen.append(what))
    total = 2 * sum(outcome.passages for outcome in report.outcomes)
    assert seen[-1][:2] == (total, total)
    assert all(done <= of for done, of, _ in seen)
    assert {what.split()[0] for _, _, what in seen} == {"Reading", "Indexing"}


def test_a_pipe_in_the_folder_does_not_block_the_run(house: House) -> None:
    os.mkfifo(house.corpus / "pipe.txt")
    assert outcomes(house.index())["pipe"] == "failed"


def test_metadata_with_new_fields_still_match(house: House) -> None:
    file = SourceFile(house.corpus / "plan.txt", Metadata("plan", "Plan", names=("the plan",)))
    run = house.indexer().run
    run([file], Scope())
    assert house.catalogue.document("plan").metadata.names == ("the plan",)
    assert outcomes(run([file], Scope())) == {"plan": "unchanged"}
    other = replace(file, metadata=replace(file.metadata, names=("a plan",)))
    assert outcomes(run([other], Scope())) == {"plan": "indexed"}
