"""OWSLib's client of OGC API - Processes against a running fleet: `owslib_client.py URL TILE`."""

import base64
import sys
import time
from urllib.parse import urlsplit

from owslib.ogcapi.processes import Processes

PATIENCE_SECONDS = 120


def check(what, holds):
    if not holds:
        sys.exit(f"OWSLib: {what}: no")
    print(f"OWSLib: {what}: yes")


def main(url, tile):
    client = Processes(url)
    check("the landing page has a title", client.response["title"] == "Tilefleet")
    declared = client.conformance()["conformsTo"]
    check("core is declared", any(uri.endswith("ogcapi-processes-1/1.0/conf/core") for uri in declared))
    check("the API is found by its link", client.api()["openapi"].startswith("3.0"))
    names = [process["id"] for process in client.processes()]
    check("cloud-mask is a process", "cloud-mask" in names)
    check("cloud-mask is described", "file" in client.process("cloud-mask")["inputs"])

    with open(tile, "rb") as file:
        value = base64.b64encode(file.read()).decode()
    inputs = {"file": {"value": value, "mediaType": "image/tiff; application=geotiff"}}
    status = client.execute("cloud-mask", inputs, async_=True)
    check("an execution makes a job", status["status"] in ("accepted", "running"))
    job = urlsplit(client.response_headers["Location"]).path.lstrip("/")
    deadline = time.monotonic() + PATIENCE_SECONDS
    while status["status"] in ("accepted", "running") and time.monotonic() < deadline:
        time.sleep(0.5)
        status = client._request(path=job)
    check("the job is successful", status["status"] == "successful")
    mask = client._request(path=job + "/results")["mask"]
    check("the document has the mask", base64.b64decode(mask["value"]).startswith(b"\x93NUMPY"))
    listed = [entry["jobID"] for entry in client._request(path="jobs")["jobs"]]
    check("the job is listed", status["jobID"] in listed)

    if "echo" in names:
        echoed = client.execute("echo", {"string": "teststring", "array": [1, 2, 3]})
        check("echo gives back at once what it gets", echoed == {"string": "teststring", "array": [1, 2, 3]})


main(*sys.argv[1:])
