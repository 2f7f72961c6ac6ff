extension BagWriterError: CustomStringConvertible {
  /// What is wrong, where, and what to do: one line.
  public var description: String {
    switch self {
    case .path(let path, let fault): "\(shown(path)): \(fault.message); \(fault.remedy)"
    case .duplicate(let path): "\(shown(path)): added before; add each path once"
    case .alike(let path, let other):
      "\(shown(path)): many systems do not tell it from \(shown(other)); choose another name"
    case .fileAndFolder(let path):
      "\(shown(path)): both a file and a folder; choose another name for one of them"
    case .label(let label):
      "\(shown(label)): not a label of bag-info.txt; write a line of text without a colon or "
        + "space around it, and not Payload-Oxum, which is counted"
    case .value(let label):
      "\(shown(label)): its value is not a line of text; leave the element out if it is empty, and "
        + "take away line breaks, control characters and the space around it"
    case .noPayload: "the bag has no payload; add a file before it is finished"
    case .finished: "the bag is finished; start another one"
    case .writing(let path, let error):
      "\(shown(path)): not written: \(shown("\(error)", quoted: false)); "
        + "throw the unfinished bag away, and write it anew"
    }
  }
}

extension BagPathFault {
  /// What is wrong with the path: one clause.
  public var message: String {
    switch self {
    case .empty: "the path is empty"
    case .absolute: "the path does not start inside the bag"
    case .emptyPart: "the path has a part without a name"
    case .dots: "the path has a part that is '.' or '..'"
    case .backslash: "the path has a backslash"
    case .null: "the path has a zero byte"
    case .percent: "a percent sign in the path begins none of %0A, %0D and %25"
    case .reservedName: "the path has a name that Windows keeps for a device"
    case .ending: "a part of the path ends in a full stop or a space, which Windows takes away"
    }
  }

  /// What to do: one clause.
  public var remedy: String {
    switch self {
    case .empty: "name the file"
    case .absolute: "write it relative to the bag, without a slash or drive before it"
    case .emptyPart: "write one slash between two names, and none at the end"
    case .dots: "write the names alone"
    case .backslash: "write '/' between folders, and no backslash in a name"
    case .null: "take it out of the name"
    case .percent: "write a percent sign as %25"
    case .reservedName, .ending: "choose another name"
    }
  }
}

extension BagProblem: CustomStringConvertible {
  /// Where, what is wrong, and what to do: one line.
  public var description: String {
    "\(shown(path, quoted: false))\(line.map { ":\($0)" } ?? ""): \(message); \(remedy)"
  }

  /// What is wrong: one clause.
  public var message: String {
    switch reason {
    case .noDeclaration: "missing, so this is no bag"
    case .declaration: "not the two lines that declare a bag"
    case .version(let version): "the bag is of version \(shown(version))"
    case .encoding(let name): "the tag files are in \(shown(name))"
    case .byteOrderMark: "starts with a byte order mark"
    case .notText: "not UTF-8"
    case .tooLong: "longer than 64 MiB, and so not read"
    case .tooManyLines: "more than 1,000,000 lines, and so not read"
    case .noManifest: "missing, so nothing vouches for the payload"
    case .manifestLine: "not a SHA-256 of 64 hexadecimal digits, a space and a path"
    case .path(let fault), .unportable(let fault): fault.message
    case .misplaced: "this manifest may not list that file"
    case .duplicate(let line): "lists the same file as line \(line)"
    case .missing(let manifest): "missing, and \(shown(manifest, quoted: false)) lists it"
    case .changed(let manifest): "not as \(shown(manifest, quoted: false)) says that it was packed"
    case .notListed(let manifest): "not listed in \(shown(manifest, quoted: false))"
    case .unreadable(let error): "cannot be read: \(shown(error, quoted: false))"
    case .infoLine: "not a label, a colon and a value"
    case .oxum: "Payload-Oxum is not octets, a full stop and a number of files"
    case .oxumRepeated: "a second Payload-Oxum"
    case .oxumDiffers(let stated, let found):
      "states a payload of \(stated) octets and files, and there is \(found)"
    case .fetch: "lists payload that is elsewhere, and nothing is fetched, so the bag is incomplete"
    case .alike(let line): "many systems do not tell this path from that of line \(line)"
    case .algorithmNotChecked: "of another algorithm than SHA-256, and so not checked"
    case .tagNotListed: "no manifest vouches for this file"
    case .noTagManifest: "missing, so nothing vouches for the files beside the payload"
    }
  }

  /// What to do: one clause.
  public var remedy: String {
    switch reason {
    case .noDeclaration, .declaration, .tooManyLines, .tooLong, .notText:
      "check that this is the right folder, and ask the sender for the bag again"
    case .version: "ask the sender for version 1.0"
    case .encoding: "ask the sender for UTF-8"
    case .byteOrderMark: "ask the sender for the file without it"
    case .noManifest: "ask the sender for a bag with SHA-256"
    case .manifestLine, .duplicate, .infoLine, .oxum, .oxumRepeated:
      "do not correct it; ask the sender for the bag again"
    case .path(let fault): "the sender should \(fault.remedy)"
    case .misplaced:
      "a payload manifest lists files in data/ alone, a tag manifest the others that are no tag "
        + "manifest; ask the sender for the bag again"
    case .missing, .changed: "do not rely on the bag; ask the sender for it again"
    case .notListed: "do not rely on this file; ask the sender whether it belongs there"
    case .unreadable: "check that you may read it, and the disk, and check the bag again"
    case .oxumDiffers: "do not rely on the bag; ask the sender for it again"
    case .fetch: "ask the sender for a bag that holds all of its payload"
    case .unportable, .alike: "keep the bag on a system that holds both spellings as they are"
    case .algorithmNotChecked: "check it with another program if you rely on it"
    case .tagNotListed: "do not rely on this file"
    case .noTagManifest: "do not rely on what they say"
    }
  }
}

/// A text from outside, with everything escaped that could be taken for more than a text.
private func shown(_ text: String, quoted: Bool = true) -> String {
  let escaped = text.unicodeScalars.map { scalar in
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator:
      "\\u{\(String(scalar.value, radix: 16))}"
    default: String(Character(scalar))
    }
  }.joined()
  return quoted ? "'\(escaped)'" : escaped
}
