"""The set-up's stages: run once, and again if interrupted or if the input changed."""

import subprocess
import sys
import textwrap

import pytest

from dev.shop import layout
from dev.shop.problem import Problem
from dev.shop.stages import Stage, complete_all, remove, write_atomically


class Cake(Stage):
    """A stage that counts its builds."""

    name = title = "cake"

    def __init__(self, *needs, flour="wheat", fails=False):
        super().__init__(*needs)
        self.flour = flour
        self.fails = fails
        self.baked = 0

    def get_inputs(self):
        return [self.flour]

    def build(self):
        self.baked += 1
        if self.fails:
            raise Problem("The oven is cold", "Light it")


@pytest.fixture(autouse=True)
def own_folders(tmp_path, monkeypatch):
    """Keep stamps and locks apart from the real ones."""
    monkeypatch.setattr(layout, "STAMPS", tmp_path / "stamps")
    monkeypatch.setattr(layout, "LOCKS", tmp_path / "locks")


def test_stage_is_built_once():
    Cake().complete()
    again = Cake()

    again.complete()

    assert again.baked == 0


def test_stage_is_built_again_when_its_inputs_change():
    Cake().complete()
    other = Cake(flour="rye")

    other.complete()

    assert other.baked == 1


def test_stage_that_failed_is_built_again():
    with pytest.raises(Problem):
        Cake(fails=True).complete()
    again = Cake()

    again.complete()

    assert again.baked == 1


def test_rebuilding_takes_the_stamp_away_first():
    Cake().complete()
    with pytest.raises(Problem):
        Cake(flour="rye", fails=True).complete()

    assert not Cake().is_done()


def test_stage_waits_for_what_it_needs():
    flour, order = Cake(flour="first"), []
    flour.name = "flour"
    flour.build = lambda: order.append("flour")
    cake = Cake(flour)
    cake.build = lambda: order.append("cake")

    complete_all([flour, cake])

    assert order == ["flour", "cake"]


def test_two_at_once_build_once(tmp_path):
    program = textwrap.dedent(
        """
        import sys, time
        from pathlib import Path
        from dev.shop import layout
        from dev.shop.stages import Stage

        folder = Path(sys.argv[1])
        layout.STAMPS, layout.LOCKS = folder / "stamps", folder / "locks"

        class Slow(Stage):
            name = title = "slow"

            def build(self):
                with (folder / "built").open("a") as file:
                    file.write("x")
                time.sleep(1)

        Slow().complete()
        """
    )
    command = [sys.executable, "-c", program, tmp_path]
    makers = [subprocess.Popen(command, cwd=layout.ROOT) for _ in range(2)]

    assert [maker.wait() for maker in makers] == [0, 0]
    assert (tmp_path / "built").read_text() == "x"


def test_file_is_written_as_a_whole(tmp_path):
    write_atomically(tmp_path / "folder" / "file", "text")

    assert [path.name for path in (tmp_path / "folder").iterdir()] == ["file"]


def test_removing_what_is_not_there_is_fine(tmp_path):
    remove(tmp_path / "nothing")

    assert not list(tmp_path.iterdir())


def test_file_that_two_processes_write_at_once_is_there(tmp_path):
    path = tmp_path / "file"
    write = "from pathlib import Path; from dev.shop.stages import write_atomically; "
    write += f"[write_atomically(Path({str(path)!r}), 'text') for _ in range(500)]"
    writers = [
        subprocess.Popen([sys.executable, "-c", write], cwd=layout.ROOT)
        for _ in range(2)
    ]

    assert [writer.wait() for writer in writers] == [0, 0]
    assert path.read_text() == "text"
    assert list(tmp_path.iterdir()) == [path]
