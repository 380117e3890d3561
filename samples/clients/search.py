#!/usr/bin/env python3
"""Asks a running Kenning and prints one method a line, best first. Standard library only.

    search.py "retry an HTTP request with growing pauses" --limit 5
"""
import argparse
import json
import os
import sys
import urllib.error
import urllib.request


def search(url, intent, limit, mode):
    """The answer of POST /v1/search, as a dictionary."""
    question = {"query": intent, "limit": limit, "mode": mode}
    request = urllib.request.Request(
        url + "/v1/search",
        data=json.dumps(question).encode("utf-8"),
        headers={"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=30) as response:
        return json.load(response)


def main():
    parser = argparse.ArgumentParser(description="Find Java methods by what they do.")
    parser.add_argument("intent")
    parser.add_argument("--limit", type=int, default=10)
    parser.add_argument("--mode", choices=["hybrid", "semantic", "lexical"], default="hybrid")
    parser.add_argument("--url", default=os.environ.get("KENNING_URL", "http://127.0.0.1:7070"))
    arguments = parser.parse_args()
    try:
        answer = search(arguments.url, arguments.intent, arguments.limit, arguments.mode)
    except urllib.error.HTTPError as error:
        problem = json.load(error)
        print(f"{error.code} {problem.get('title')}: {problem.get('detail')}", file=sys.stderr)
        for field in problem.get("errors", []):
            print(f"  {json.dumps(field)}", file=sys.stderr)
        return 1
    except urllib.error.URLError as error:
        print(f"no answer from {arguments.url}: {error.reason}", file=sys.stderr)
        return 1
    for missing in answer["degraded"]:
        print(f"without {missing}", file=sys.stderr)
    for rank, method in enumerate(answer["results"], start=1):
        place = f"{method['path']}:{method['start_line']}"
        print(f"{rank:2}  {method['score']:.2f}  {place}  {method['signature']}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
