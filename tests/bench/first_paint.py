"""The console's own start, by its own command, up to the first paint; prints the monotonic time of that."""

import os
import sys
from time import monotonic

sys.path.insert(0, os.getcwd())


def painted() -> None:
    """Print the time and leave at once: what comes after the first paint is not measured here."""
    print(monotonic(), flush=True)
    os._exit(0)


import app.cli  # noqa: E402  the program's own entry, as the installed command has it


def _watch() -> None:
    """Join the print to the window's own signal, before anything of Qt is imported by us."""
    import importlib.util

    class Finder:
        """Lets `app.ui.window` load as ever, then makes its Window tell when it is painted.

        No `importlib.abc.MetaPathFinder`, which would load what the program itself does not before that: 5 to 12 ms.
        """

        def find_spec(self, name, path=None, target=None):  # type: ignore[no-untyped-def]
            if name != "app.ui.window":
                return None
            sys.meta_path.remove(self)
            spec = importlib.util.find_spec(name)
            assert spec is not None
            assert spec.loader is not None
            load = spec.loader.exec_module

            def loaded(module):  # type: ignore[no-untyped-def]
                load(module)
                made = module.Window.__init__

                def init(self, *words, **named):  # type: ignore[no-untyped-def]
                    made(self, *words, **named)
                    self.first_painted.connect(painted)

                module.Window.__init__ = init

            spec.loader.exec_module = loaded  # type: ignore[method-assign]
            return spec

    sys.meta_path.insert(0, Finder())


_watch()
sys.exit(app.cli.main(["run", "--feed", "emulated"]))
