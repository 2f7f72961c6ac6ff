internal import BagIt
internal import CivilTime
internal import Ledger

extension PackWriterError: CustomStringConvertible {
  /// What is wrong, where, and what to do: one line.
  public var description: String {
    switch self {
    case .notAnEntry(let number):
      "entry \(number): not an entry of that number; verify the casebook before it is packed"
    case .order(let expected, let found):
      "entry \(found): entry \(expected) is to be packed first; give every entry once, in order"
    case .contentOrReason(let number):
      "entry \(number): give its content, or why it is not there, and not both"
    case .notText(let number):
      "entry \(number): its content is not UTF-8; verify the casebook before it is packed"
    case .days(let from, let to):
      "the last day, \(describe(to)), is before the first, \(describe(from)); exchange them"
    case .checkpoint:
      "a head is no checkpoint of this log; verify the casebook before it is packed"
    case .heads(let before, let after):
      "the entries are not those from head \(before) to head \(after); give the heads just before "
        + "the first entry and just after the last"
    case .entryBefore(let number):
      number < 0
        ? "no entry is before the first of all; give none"
        : "entry \(number), just before the first, is needed to show where the days begin; give it"
    case .bag(let error): error.description
    }
  }
}

extension PackProblem: CustomStringConvertible {
  /// Where, what is wrong, and what to do: one line.
  public var description: String {
    if case .bag(let problem) = reason { return problem.description }
    let place = "\(shown(path))\(line.map { ":\($0)" } ?? "")"
    let what = "\(entry.map { "entry \($0) " } ?? "")\(message)"
    switch reason {
    // These say themselves what to do.
    case .note, .checkpoint, .consistency: return "\(place): \(what)"
    default: return "\(place): \(what); \(remedy)"
    }
  }

  /// What is wrong: one clause, after the name of the entry if there is one.
  public var message: String {
    switch reason {
    case .bag(let problem): problem.message
    case .info(let label): "does not say '\(label)' once, as a pack does"
    case .missing: "missing, or it cannot be read"
    case .needless: "is there, and the pack begins with the first entry of all"
    case .form: "is not as a pack is written"
    case .note(let error): error.description
    case .checkpoint(let error): error.description
    case .origin: "is the head of a log of another name"
    case .unsigned: "is not signed by the key that \(PackFile.keys) gives for its size"
    case .untrusted: "is not signed by a key that you trust"
    case .sizes(let before, let after):
      "says \(after) entries, fewer than the \(before) of the earlier head"
    case .edgeCount(let expected, let found):
      "has \(found) hashes, and a log of this size has \(expected)"
    case .edgeRoot: "does not lead to the root of the earlier head"
    case .consistency(let error): error.description
    case .logKey: "says that the log had a key then which is not in \(PackFile.keys)"
    case .notAnEntry: "is not an entry"
    case .fileName: "holds other entries than its name says"
    case .order(let expected): "stands where entry \(expected) belongs"
    case .left(let range):
      range.count == 1
        ? "entry \(range.lowerBound) is missing"
        : "entries \(range.lowerBound) to \(range.upperBound - 1) are missing"
    case .chain: "does not continue the entry before it"
    case .otherRegister: "is of another casebook"
    case .clock: "was entered before the entry before it, by its clock"
    case .outside: "lies outside the two heads"
    case .root:
      "the entries do not lead to the root of the later head: something was changed, left out or "
        + "added"
    case .contentOrder: "has content twice, out of order, or without the entry itself"
    case .contentOutside: "has content here, and is not in the pack"
    case .contentAndWithheld: "has content, and is also listed as withheld"
    case .neither: "has no content, and is not listed as withheld"
    case .withheldTwice: "is listed twice"
    case .withheldOutside: "is listed as withheld, and is not in the pack"
    case .withheldDiffers: "is listed with another type or clock than it has"
    case .commitment: "has other content here than was entered"
    case .deed: "has content that is no deed"
    case .deedDiffers: "has content that says another type, moment or casebook than the entry"
    case .signed: "has content that is signed or names a key, and nobody signs such a deed"
    case .key: "is signed by a key that is not listed as its author's at that moment"
    case .signature: "is not signed by the key that it names"
    case .inventory: "says other numbers than the pack has"
    case .days: "says a last day that is before the first"
    case .startInside(let entry, let day, let from):
      "entry \(entry) is of \(describe(day)) and is left out, and the pack is to begin with "
        + describe(from)
    case .ownKeys: "the keys of the log come from the pack itself"
    case .olderKey: "is signed by a key that you did not give, and the later head continues it"
    case .startOpen:
      "no entry follows it here, so that nothing ties it to the heads, and it does not show where "
        + "the days begin"
    case .endOpen(let size, let last, let to):
      "the pack ends with the head of \(size) entries"
        + (last.map { ", of which the last is of \(describe($0))" } ?? "")
        + ", and is to reach to the end of \(describe(to)): it does not show whether more was "
        + "entered by then"
    case .erasureNotShown(let count):
      count == 1
        ? "lists one entry as erased whose erasure is not in the pack"
        : "lists \(count) entries as erased whose erasure is not in the pack"
    case .otherDays(let count):
      count == 1
        ? "one entry is of another day, and is here because it lies between the heads"
        : "\(count) entries are of other days, and are here because they lie between the heads"
    }
  }

  /// What to do: one clause.
  public var remedy: String {
    switch reason {
    case .bag(let problem): problem.remedy
    case .note, .checkpoint, .consistency, .missing, .needless, .form, .info, .days, .fileName,
      .sizes, .edgeCount, .notAnEntry:
      "do not correct it; ask the sender for the pack again"
    case .untrusted:
      "check that you have the right key, and do not rely on the pack until its signature is good"
    case .origin, .unsigned, .logKey, .otherRegister:
      "do not rely on the pack; ask the sender which log it is of, and the partnership for its key"
    case .edgeRoot, .left, .order, .chain, .clock, .outside, .root:
      "do not rely on the pack as complete; keep it as evidence, and ask for it again"
    case .contentOrder, .contentOutside, .contentAndWithheld, .neither, .withheldTwice,
      .withheldOutside, .withheldDiffers, .inventory:
      "the list of what is here is not right; ask the sender why"
    case .commitment, .deed, .deedDiffers, .signed, .signature:
      "do not rely on this content; keep it as evidence, and ask the sender"
    case .key: "do not rely on who did this; ask the partnership whose key it is"
    case .startInside: "ask for the entries from that day on"
    case .ownKeys: "ask for the public key on another way, and check again with it"
    case .olderKey: "ask for the older key too if you rely on the earlier head by itself"
    case .startOpen: "ask for a pack that begins one entry earlier"
    case .endOpen: "compare the head with one that a witness holds, or ask for a newer pack"
    case .erasureNotShown: "ask who had it erased, when, and by what authority"
    case .otherDays: "look at their clocks"
    }
  }
}

/// A text from outside, with everything escaped that could be taken for more than a text.
private func shown(_ text: String) -> String {
  text.unicodeScalars.map { scalar in
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator:
      "\\u{\(String(scalar.value, radix: 16))}"
    default: String(Character(scalar))
    }
  }.joined()
}
