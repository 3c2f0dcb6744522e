"""The command `treaties`: arguments in, text out, and nothing else."""

from __future__ import annotations

import argparse
import gc
import logging
import os
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import partial
from importlib.metadata import version
from pathlib import Path

from treaty_registry.api import Registry, without_errors, wrong_files
from treaty_registry.cache.cache import Cache, LostError
from treaty_registry.check.completeness import least_complete_first
from treaty_registry.check.finding import FINDING_FORMATS, findings_as_text, has_errors, severity_of
from treaty_registry.check.formatter import arrange_files
from treaty_registry.check.run import Examination, Progress, examine
from treaty_registry.check.schemas import schema_texts
from treaty_registry.check.terms import read_terms
from treaty_registry.export.atomic_directory import OutError, atomic_directory, refuse_to_overwrite
from treaty_registry.export.json_text import as_json
from treaty_registry.language.languages import LANGUAGES
from treaty_registry.parallel import JOBS
from treaty_registry.reading.files import NotARegistryError, Root, find_root
from treaty_registry.reading.problem import did_you_mean
from treaty_registry.show import FORMATS as FORMS
from treaty_registry.show import completeness_shown, obligation_notes, obligations_shown, status_shown

CLEAN, FINDINGS, MISUSE = 0, 1, 2

_FEW = 5  # of more files that are left out, their number is given


class MisuseError(Exception):
    """The command was asked for something that it cannot do; the text says what, and what to do instead."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status: 0 clean or warnings only, 1 errors found, 2 misuse."""
    parser = _parser()
    options = parser.parse_args(arguments)
    if options.run is None:
        parser.print_help()
        return MISUSE
    try:
        root = find_root(options.root)
        status = _run(root, options)
        sys.stdout.flush()
    except (NotARegistryError, MisuseError) as error:
        print(f"treaties: {error}", file=sys.stderr)
        return MISUSE
    except BrokenPipeError:
        # The reader of our output has gone (`treaties check | head`): nothing is left to say.
        # Python would try to write the rest at its end, and complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINDINGS
    return status


def _run(root: Root, options: argparse.Namespace) -> int:
    """Run a command, and once more from the beginning if what earlier runs kept turns out to be damaged."""
    try:
        status: int = options.run(root, options)
    except LostError:
        Cache(root.cache).clear()
        status = options.run(root, options)
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="treaties",
        description="Check and publish the Treaty Registry.",
        epilog="For instance: treaties check treaties/2024",
    )
    parser.add_argument("--version", action="version", version=f"treaties {version('treaty-registry')}")
    parser.set_defaults(run=None)
    commands = parser.add_subparsers(metavar="COMMAND")
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--root", type=Path, default=Path(), metavar="DIR", help="the registry (default: this folder or one above it)"
    )
    dated = argparse.ArgumentParser(add_help=False)
    dated.add_argument(
        "--today",
        type=_day,
        default=None,
        metavar="DATE",
        help="check as if today were DATE (default: the clock's day)",
    )

    check = commands.add_parser(
        "check", parents=[common, dated], help="report everything that is wrong with the records"
    )
    check.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="only these files or folders")
    check.add_argument(
        "--format", choices=sorted(FINDING_FORMATS), default="text", help="form of the report (default: text)"
    )
    check.add_argument(
        "--completeness",
        action="store_true",
        help="where nothing is wrong, say what records still lack, the least complete first",
    )
    check.set_defaults(run=_check)

    format_ = commands.add_parser("format", parents=[common], help="put the keys of records and parties in order")
    format_.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="only these files or folders")
    format_.set_defaults(run=_format)

    status = commands.add_parser("status", parents=[common], help="say where a treaty stands on a day, and why")
    status.add_argument("treaty", metavar="ID", help="the record's id, for instance 1951-anzus")
    _answering(status)
    status.add_argument("--language", choices=LANGUAGES, default="en", help="of the sentences (default: en)")
    status.set_defaults(run=_status)

    obligations = commands.add_parser("obligations", parents=[common], help="list who owes what to whom on a day")
    obligations.add_argument("--of", metavar="PARTY", help="only what this party owes (its code, for instance USA)")
    obligations.add_argument("--to", metavar="PARTY", help="only what is owed to this party")
    obligations.add_argument("--kind", metavar="KIND", help="only this kind, such as defence")
    _answering(obligations)
    obligations.set_defaults(run=_obligations)

    schema = commands.add_parser("schema", parents=[common], help="write the published JSON Schemas")
    schema.set_defaults(run=_schema)

    build = commands.add_parser("build", parents=[common, dated], help="check the records and build the site")
    build.add_argument(
        "--out", type=Path, default=None, metavar="DIR", help="where to (default: site/ in the registry)"
    )
    build.add_argument("--pages-only", action="store_true", help="leave out the data, which take most of the time")
    build.set_defaults(run=_build)

    plain = commands.add_parser("plain", parents=[common], help="write the site's pages for an engine without plugins")
    plain.add_argument("folder", type=Path, metavar="DIR", help="where to")
    plain.set_defaults(run=_plain)

    fill = commands.add_parser("fill", parents=[common, dated], help="make the site of what an engine built from those")
    fill.add_argument("folder", type=Path, metavar="DIR", help="the folder that `treaties plain` wrote")
    fill.add_argument("--out", type=Path, default=None, metavar="DIR", help="where to (default: site/ in the registry)")
    fill.set_defaults(run=_fill)

    export = commands.add_parser("export", parents=[common, dated], help="write the data: tables, JSON API and more")
    export.add_argument("--to", type=Path, default=None, metavar="DIR", help="where to (default: export/)")
    export.set_defaults(run=_export)

    compare = commands.add_parser("compare", parents=[common], help="compare with your copy of an ATOP file")
    compare.add_argument("file", type=Path, metavar="FILE.csv", help="a directed dyad-year file of ATOP")
    compare.add_argument(
        "--format", choices=("text", "json"), default="text", help="form of the report (default: text)"
    )
    compare.set_defaults(run=_compare)

    serve = commands.add_parser("serve", parents=[common], help="show the site, and every change at once")
    serve.add_argument("--port", type=int, default=8000, help="port on this machine (default: 8000)")
    serve.set_defaults(run=_serve)
    return parser


def _answering(command: argparse.ArgumentParser) -> None:
    command.add_argument("--on", type=_day, default=None, metavar="DATE", help="the day asked about (default: today)")
    command.add_argument("--format", choices=FORMS, default="text", help="form of the answer (default: text)")


def _status(root: Root, options: argparse.Namespace) -> int:
    result = examine(root, _clock(), store=Cache(root.cache), jobs=JOBS)
    file = root.shown(root.record_path(options.treaty))
    if file in wrong_files(result):
        print(f"treaties: {file} has errors, so that nothing follows from it:", file=sys.stderr)
        print(findings_as_text([one for one in result.findings if one.file == file], 1), file=sys.stderr)
        return FINDINGS
    registry = _sound(root, result)
    if options.treaty not in registry.treaties:
        raise MisuseError(f"no record has the id {options.treaty}.{did_you_mean(options.treaty, registry.treaties)}")
    print(status_shown(registry, options.treaty, options.on or _clock(), options.format, options.language))
    return CLEAN


def _obligations(root: Root, options: argparse.Namespace) -> int:
    registry = _loaded(root)
    kinds = registry.records.terms.vocabularies["obligation-kinds"].terms
    for word, known in ((options.of, registry.parties), (options.to, registry.parties), (options.kind, kinds)):
        if word is not None and word not in known:
            raise MisuseError(f"there is no {word}.{did_you_mean(word, known)}")
    day = options.on or _clock()
    rows = registry.obligations(of=options.of, to=options.to, kind=options.kind, on=day)
    notes = obligation_notes(registry, rows, day, of=options.of, to=options.to)
    print(obligations_shown(registry, rows, options.format, notes))
    return CLEAN


def _loaded(root: Root) -> Registry:
    return _sound(root, examine(root, _clock(), store=Cache(root.cache), jobs=JOBS))


def _sound(root: Root, result: Examination) -> Registry:
    """Return the records without errors, having said which are left out of every answer."""
    wrong = wrong_files(result)
    if wrong and not result.registry.treaties:
        raise MisuseError("errors in schema/ or in every record leave nothing to answer from: see treaties check")
    top = f"{root.shown(root.treaties)}/"
    if left := [file for file in wrong if file.startswith(top)]:
        names = ", ".join(left[:_FEW]) + (f" and {len(left) - _FEW:,} more" if len(left) > _FEW else "")
        records = "record with errors is" if len(left) == 1 else "records with errors are"
        print(f"treaties: {len(left):,} {records} left out: {names} (see treaties check)", file=sys.stderr)
    return Registry(without_errors(result, root))


def _check(root: Root, options: argparse.Namespace) -> int:
    result = _examine(root, options, _there(options.paths))
    if options.completeness and not has_errors(result.findings):
        print(completeness_shown(least_complete_first(result.compiled, result.asked), options.format))
        return CLEAN
    if report := FINDING_FORMATS[options.format](result.findings, result.files):
        print(report)
    return FINDINGS if has_errors(result.findings) else CLEAN


def _format(root: Root, options: argparse.Namespace) -> int:
    changed = 0
    for path, outcome in arrange_files(root, _there(options.paths)):
        if outcome == "unreadable":
            print(f"{root.shown(path)}: left as it is, because it cannot be read (see treaties check)", file=sys.stderr)
        elif outcome == "changed":
            changed += 1
            print(root.shown(path))
    print(f"{changed} {'file' if changed == 1 else 'files'} put in order." if changed else "Nothing to change.")
    return CLEAN


def _there(paths: Sequence[Path]) -> Sequence[Path]:
    """Return the paths that were asked for, if all of them exist."""
    for path in paths:
        if not os.path.lexists(path):
            raise MisuseError(f"there is no file or folder {path}")
    return paths


def _schema(root: Root, options: argparse.Namespace) -> int:
    terms, files = read_terms(root)
    if any(severity_of(problem.code) == "error" for file in files for problem in file.problems):
        return _check(root, argparse.Namespace(root=root, today=None, paths=[], format="text", completeness=False))
    for name, text in schema_texts(terms).items():
        path = root.path / "schema" / name
        path.write_text(text, encoding="utf-8")
        print(root.shown(path))
    return CLEAN


def _build(root: Root, options: argparse.Namespace) -> int:
    # Publishing needs MkDocs; checking must not wait for it to be imported.
    from treaty_registry.website.build.assemble import SITE_MARK
    from treaty_registry.website.build.build import SiteError, build_site

    out: Path = options.out or root.path / "site"
    result = _publishable(root, options, out, SITE_MARK)
    if result is None:
        return FINDINGS
    logging.basicConfig(level=logging.WARNING, format="%(message)s")
    try:
        with _folder_of_ours():
            pages = build_site(root, result, out, data=not options.pages_only)
    except SiteError as error:
        print(f"treaties: {error}", file=sys.stderr)
        return FINDINGS
    print(f"{pages:,} pages in {out}. Open {out / 'index.html'} in a browser.")
    return CLEAN


def _plain(root: Root, options: argparse.Namespace) -> int:
    from treaty_registry.website.mkdocs.plain import PLAIN_MARK, config_name, write_project

    with _folder_of_ours(), atomic_directory(root, options.folder, PLAIN_MARK) as fresh:
        write_project(root, fresh, os.environ)
    print("Build each of these, then run `treaties fill`:")
    for language in LANGUAGES:
        print(options.folder / config_name(language))
    return CLEAN


def _fill(root: Root, options: argparse.Namespace) -> int:
    from treaty_registry.website.build.assemble import REFUSALS, SITE_MARK
    from treaty_registry.website.mkdocs.fill import fill_site

    out: Path = options.out or root.path / "site"
    _there([options.folder])
    result = _publishable(root, options, out, SITE_MARK)
    if result is None:
        return FINDINGS
    try:
        with _folder_of_ours():
            pages = fill_site(root, result, options.folder, out)
    except REFUSALS as error:
        print(f"treaties: {error}", file=sys.stderr)
        return FINDINGS
    print(f"{pages:,} pages in {out}.")
    return CLEAN


def _export(root: Root, options: argparse.Namespace) -> int:
    # Parquet and linked data need libraries that checking must not wait for.
    from treaty_registry.export.export import EXPORT_MARK, export

    out: Path = options.to or root.path / "export"
    result = _publishable(root, options, out, EXPORT_MARK)
    if result is None:
        return FINDINGS
    with _folder_of_ours():
        files = export(root, result.compiled, out, os.environ.get("SITE_URL", ""))
    print(f"{files:,} files in {out}.")
    return CLEAN


@contextmanager
def _folder_of_ours() -> Iterator[None]:
    """Tell who asked for a folder that may not be written that it was their mistake."""
    try:
        yield
    except OutError as error:
        raise MisuseError(str(error)) from error


def _publishable(root: Root, options: argparse.Namespace, out: Path, mark: str) -> Examination | None:
    """Return the records if they have no errors, having said what was found; refuse at once a folder that is taken."""
    with _folder_of_ours():
        refuse_to_overwrite(root, out.resolve(), mark)
    result = _examine(root, options, [])
    if result.findings:
        print(findings_as_text(result.findings, result.files), file=sys.stderr)
    return None if has_errors(result.findings) else result


def _compare(root: Root, options: argparse.Namespace) -> int:
    from treaty_registry.atop.comparison import AtopFileError, compare, read_rows
    from treaty_registry.atop.report import as_tree
    from treaty_registry.atop.report import report_text as compared

    registry = _loaded(root)
    try:
        comparison = compare(registry.law, read_rows(options.file))
    except (AtopFileError, OSError) as error:
        raise MisuseError(f"{options.file}: {error}") from error
    print(as_json(as_tree(comparison)).rstrip() if options.format == "json" else compared(comparison, registry.records))
    return CLEAN


def _serve(root: Root, options: argparse.Namespace) -> int:
    from treaty_registry.website.build.build import SiteError
    from treaty_registry.website.preview.serve import serve_site

    logging.basicConfig(level=logging.INFO, format="%(message)s")
    # Whoever ends it, with Ctrl+C or otherwise, leaves nothing behind.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        serve_site(root, options.port, _clock, partial(print, flush=True))
    except SiteError as error:
        raise MisuseError(str(error)) from error
    return CLEAN


def _examine(root: Root, options: argparse.Namespace, paths: Sequence[Path]) -> Examination:
    progress = _progress() if sys.stderr.isatty() else lambda done, total: None
    # Records hold no reference cycles, and looking for some again and again takes a tenth of the time.
    gc.disable()
    try:
        return examine(root, options.today or _clock(), paths, progress, store=Cache(root.cache), jobs=JOBS)
    finally:
        gc.enable()


def _progress() -> Progress:
    """Return a counter that appears on the terminal once the work has taken a second, and goes away at the end."""
    started = time.monotonic()

    def show(done: int, total: int) -> None:
        if time.monotonic() - started > 1 and (done % 50 == 0 or done == total):
            end = "\r\033[K" if done == total else ""
            print(f"\r{done:,} of {total:,} files{end}", end="", file=sys.stderr, flush=True)

    return show


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day; write 2026-11-22") from error


def _clock() -> date:
    return date.today()  # noqa: DTZ011  # records carry civil dates without a zone: the contributor's own day is meant


if __name__ == "__main__":
    sys.exit(main())
