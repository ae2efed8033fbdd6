"""The obvious call line in Python: PocketSphinx 5 with its stock model and its own
endpointer, the nearest of the knowledge's questions, eSpeak NG as a process.

Reads a task from standard input and prints what came of it, both as JSON. `compare`
runs it; see README.md.
"""

import json
import pathlib
import platform
import random
import resource
import struct
import subprocess
import sys
import time

import numpy
from pocketsphinx import Decoder, Endpointer
from rapidfuzz import fuzz, process
from scipy.signal import resample_poly
from sklearn.feature_extraction.text import TfidfVectorizer

RATE = 16_000
# Expansions of one template that are learned: a person would write a few of them.
EXPANSIONS = 20


# The knowledge.

def expansions(template, lists, chance):
    """Some of what a template stands for: `(a|b)`, `[a]`, `{list}`."""

    def sequence(at):
        parts = []
        while at < len(template) and template[at] not in ")]|":
            if template[at] in "([":
                closing = ")" if template[at] == "(" else "]"
                options = [] if closing == ")" else [""]
                at += 1
                while True:
                    option, at = sequence(at)
                    options.append(option)
                    if template[at] == closing:
                        break
                    at += 1
                parts.append(options)
                at += 1
            elif template[at] == "{":
                end = template.index("}", at)
                parts.append(lists[template[at + 1:end]])
                at = end + 1
            else:
                end = at
                while end < len(template) and template[end] not in "()[]|{}":
                    end += 1
                parts.append(template[at:end])
                at = end
        return parts, at

    parsed, _ = sequence(0)
    found = set()
    for _ in range(3 * EXPANSIONS):
        found.add(" ".join(render(parsed, chance).lower().split()))
        if len(found) == EXPANSIONS:
            break
    return sorted(found)


def render(parts, chance):
    """A sequence is a list of texts and choices; a choice is a list of sequences or texts."""
    text = ""
    for part in parts:
        if isinstance(part, str):
            text += part
        else:
            chosen = chance.choice(part)
            text += chosen if isinstance(chosen, str) else render(chosen, chance)
    return text


def knowledge(pack):
    lists = json.loads((pack / "lists.json").read_text())
    chance = random.Random(1)
    questions, owners, answers, facts = [], [], {}, {}
    for file in sorted((pack / "knowledge").glob("*.json")):
        for entry in json.loads(file.read_text())["entries"]:
            answers[entry["id"]] = entry["answer"]
            facts[entry["id"]] = entry["fact"]
            for template in entry["questions"]:
                for question in expansions(template, lists, chance):
                    questions.append(question)
                    owners.append(entry["id"])
    return questions, owners, answers, facts


# The sound.

def g711(byte, is_a_law):
    """ITU-T G.711."""
    if is_a_law:
        byte ^= 0x55
        exponent, mantissa = byte >> 4 & 7, byte & 15
        value = (mantissa << 4) + 8 if exponent == 0 else ((mantissa << 4) + 0x108) << (exponent - 1)
        return value if byte & 0x80 else -value
    byte = ~byte & 0xFF
    value = (((byte & 15) << 3) + 0x84 << (byte >> 4 & 7)) - 0x84
    return -value if byte & 0x80 else value


def samples(file):
    """Mono, at 16 kHz; a telephone's sound is resampled, as the stock model needs it."""
    data = file.read_bytes()
    at, form, sound = 12, None, b""
    while at + 8 <= len(data):
        name, length = data[at:at + 4], struct.unpack("<I", data[at + 4:at + 8])[0]
        if name == b"fmt ":
            form = struct.unpack("<HHI", data[at + 8:at + 16])
        elif name == b"data":
            sound = data[at + 8:at + 8 + length]
        at += 8 + length + length % 2
    code, _, rate = form
    if code == 1:
        values = numpy.frombuffer(sound, dtype="<i2").astype(float)
    else:
        lookup = numpy.array([g711(b, code == 6) for b in range(256)], dtype=float)
        values = lookup[numpy.frombuffer(sound, dtype=numpy.uint8)]
    if rate != RATE:
        values = resample_poly(values, RATE, rate)
    return numpy.clip(values, -32768, 32767).astype("<i2")


# The turn.

class Clock:
    """When the machine would be done, if the sound came in real time: each portion of
    work begins when its sound is there and the work before it is done. Work of this
    process is counted in processor time, so that others on the machine do not matter."""

    def __init__(self):
        self.done = 0.0

    def work(self, there, function):
        start = time.process_time()
        result = function()
        self.done = max(self.done, there) + time.process_time() - start
        return result


def hear(decoder, sound, clock):
    """The first utterance that the endpointer finds, and those after it until the sound
    is over. Returns the text and when the first one was understood."""
    endpointer = Endpointer(sample_rate=RATE)
    length = endpointer.frame_bytes // 2
    padded = numpy.concatenate([numpy.zeros(RATE // 2, "<i2"), sound, numpy.zeros(2 * RATE, "<i2")])
    texts, first = [], None
    is_open = False
    for start in range(0, len(padded) - length + 1, length):
        there = (start + length) / RATE - 0.5
        speech = clock.work(there, lambda: endpointer.process(padded[start:start + length].tobytes()))
        if speech is not None:
            if not is_open:
                clock.work(there, decoder.start_utt)
                is_open = True
            clock.work(there, lambda: decoder.process_raw(speech, False, False))
        if is_open and not endpointer.in_speech:
            clock.work(there, decoder.end_utt)
            is_open = False
            if decoder.hyp() and decoder.hyp().hypstr:
                texts.append(decoder.hyp().hypstr)
                first = first or clock.done
    if is_open:
        decoder.end_utt()
        if decoder.hyp():
            texts.append(decoder.hyp().hypstr)
            first = first or clock.done
    return texts, first


def speak(text):
    """Seconds to the first bytes of sound."""
    start = time.monotonic()
    child = subprocess.Popen(["espeak-ng", "-v", "en-us", "--stdout", text], stdout=subprocess.PIPE)
    child.stdout.read(64)
    first = time.monotonic() - start
    child.stdout.read()
    child.wait()
    return first


def threshold(scored, facts):
    """The score that suits the callers of the tune split best: the share of questions that
    are answered rightly, and the share of what nobody can answer here that is not."""
    tune = [(score, caller["accept"], {owner, *facts[owner]}) for caller, score, owner in scored if caller["split"] == "tune"]
    questions = [(score, bool(names & set(accept))) for score, accept, names in tune if accept]
    foreign = [score for score, accept, _ in tune if not accept]

    def quality(limit):
        right = sum(is_right for score, is_right in questions if score >= limit)
        silent = sum(score < limit for score in foreign)
        return right / max(1, len(questions)) + silent / max(1, len(foreign))

    return max(sorted({0.0} | {score for score, _, _ in tune}), key=quality)


def processor_seconds():
    total = 0.0
    for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN):
        usage = resource.getrusage(who)
        total += usage.ru_utime + usage.ru_stime
    return total


def resident_mb():
    pages = int(pathlib.Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1048576


def main():
    task = json.load(sys.stdin)
    fixtures, recordings = pathlib.Path(task["fixtures"]), task["recordings"]
    questions, owners, answers, facts = knowledge(pathlib.Path(task["pack"]))
    vectorizer = TfidfVectorizer()
    vectors = vectorizer.fit_transform(questions)

    def by_words(text):
        _, score, index = process.extractOne(text, questions, scorer=fuzz.token_sort_ratio)
        return score / 100, owners[index]

    def by_vectors(text):
        scores = (vectors @ vectorizer.transform([text]).T).toarray().ravel()
        index = int(scores.argmax())
        return float(scores[index]), owners[index]

    matchers = {"rapidfuzz": by_words, "TF-IDF": by_vectors}
    scored = {name: [] for name in matchers}
    decoder = Decoder(samprate=RATE, loglevel="ERROR")
    turns = {name: {} for name in matchers}
    matching = {name: 0.0 for name in matchers}
    sounds = [samples(fixtures / c["file"]) for c in recordings]
    start = processor_seconds()
    for number, (caller, sound) in enumerate(zip(recordings, sounds)):
        print(f"\r{number + 1}/{len(recordings)}", end="", file=sys.stderr)
        clock = Clock()
        texts, first = hear(decoder, sound, clock)
        for name, match in matchers.items():
            turn = turns[name][caller["id"]] = {"heard": " ".join(texts), "answer": None}
            if not texts:
                continue
            before = time.process_time()
            score, owner = match(" ".join(texts))
            took = time.process_time() - before
            matching[name] += took
            scored[name].append((caller, score, owner))
            turn["latency_ms"] = 1000 * (first - caller["speech_end_ms"] / 1000 + took)
        # What is spoken is the same length whichever matcher chose it.
        if texts:
            latency = 1000 * speak(answers[owner])
            for name in matchers:
                turns[name][caller["id"]]["latency_ms"] += latency
    print(file=sys.stderr)
    processor = processor_seconds() - start
    memory = resident_mb()
    more = [Decoder(samprate=RATE, loglevel="ERROR") for _ in range(2)]
    each = (resident_mb() - memory) / len(more)
    for name in matchers:
        limit = threshold(scored[name], facts)
        for caller, score, owner in scored[name]:
            turns[name][caller["id"]]["nearest"] = owner
            if score >= limit:
                turns[name][caller["id"]]["answer"] = owner
    json.dump({
        "python": platform.python_version(), "facts": facts, "matchers": turns,
        # All matchers ran; a line has one.
        "use": {name: {
            "processor_s_each": (processor - sum(matching.values()) + matching[name]) / len(recordings),
            "memory_mb": memory, "memory_each_mb": each} for name in matchers},
    }, sys.stdout)


if __name__ == "__main__":
    main()
