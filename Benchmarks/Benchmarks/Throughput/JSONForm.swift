import Assessment
import Documents

/// A document as JSON: the same texts in the same places.
func jsonForm(of node: Node) -> JSONValue {
  switch node.value {
  case .scalar(let scalar): scalar.isNull ? .null : .string(scalar.text)
  case .list(let items): .array(items.map(jsonForm))
  case .map(let entries): .object(entries.map { ($0.key, jsonForm(of: $0.value)) })
  }
}
