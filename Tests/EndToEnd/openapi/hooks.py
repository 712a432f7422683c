"""Gives schemathesis real ids and somebody to be: the owners in turn by key and by session, or whom OPENAPI_AS names."""

import itertools
import json
import os
import pathlib

import schemathesis

world = json.loads(pathlib.Path(os.environ["OPENAPI_WORLD"]).read_text())
who = os.environ["OPENAPI_AS"]
turns = itertools.count()


@schemathesis.hook
def map_path_parameters(context, path_parameters):
    """Most of the time an id that is there: of one that is not, little can be learned."""
    for name, ids in world["ids"].items():
        value = str((path_parameters or {}).get(name, ""))
        if ids and value.isdigit() and int(value) % 5:
            path_parameters[name] = ids[int(value) % len(ids)]
    return path_parameters


@schemathesis.hook
def before_call(context, case, **kwargs):
    turn = next(turns)
    headers = case.headers if case.headers is not None else {}
    case.headers = headers
    # Each call comes from elsewhere, so that only a person's own limits count.
    headers["X-Forwarded-For"] = f"203.0.{turn // 250 % 250}.{turn % 250}"
    if who == "nobody" or "Authorization" in headers:
        return
    proofs = world[who]
    proof = proofs[turn // 2 % len(proofs)]
    if turn % 2:
        headers["Authorization"] = f"Bearer {proof['key']}"
    else:
        headers["Cookie"] = f"session={proof['session']}"
        headers["X-Form-Token"] = proof["token"]
