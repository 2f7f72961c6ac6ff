public import Diagnostics

/// Reads a document into a tree of positioned nodes; nil if it cannot be read.
///
/// Every problem goes into `report` with its place, up to a hundred. A document with any error is
/// not returned. Time and memory are bounded by `limits`, whatever the bytes are.
///
/// - Parameter file: the name to show; nothing is opened.
/// - Parameter limits: those of the format, ``DocumentLimits/json`` or ``DocumentLimits/yaml``,
///   unless given.
/// - Source: RFC 8259 for JSON; YAML 1.1 as libyaml reads it, without anchors, aliases, merge keys,
///   tags, several documents in one file, or keys that are not text. In both, UTF-8 only, and a key
///   may stand only once in a map (two keys that Unicode holds canonically equivalent are the
///   same).
public func readDocument(
  _ bytes: [UInt8], file: String, format: DocumentFormat, limits: DocumentLimits? = nil,
  report: inout Report
) -> Node? {
  var limits = limits ?? (format == .json ? .json : .yaml)
  limits.maximumDepth = min(limits.maximumDepth, DocumentLimits.greatestDepth)
  var problems = Problems(file: file)
  let node = bytes.withUnsafeBufferPointer { read($0, format, limits, &problems) }
  for diagnostic in problems.found { report.add(diagnostic) }
  return problems.hasErrors ? nil : node
}

private func read(
  _ bytes: UnsafeBufferPointer<UInt8>, _ format: DocumentFormat, _ limits: DocumentLimits,
  _ problems: inout Problems
) -> Node? {
  if bytes.count > limits.maximumBytes {
    problems.add(.tooLarge(limit: limits.maximumBytes), at: .start)
    return nil
  }
  if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
    problems.add(.utf16, at: .start)
    return nil
  }
  var text = bytes
  if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
    problems.add(.byteOrderMark, at: .start)
    text = UnsafeBufferPointer(rebasing: bytes.dropFirst(3))
  }
  if let fault = firstFault(inUTF8: text) {
    problems.add(.notUTF8, at: position(of: fault, in: text))
    return nil
  }
  switch format {
  case .json:
    var reader = JSONReader(text, limits: limits, problems: problems)
    defer { problems = reader.problems }
    return reader.document()
  case .yaml:
    return readYAML(text, limits: limits, problems: &problems)
  }
}
