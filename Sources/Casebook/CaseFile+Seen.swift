extension CaseFile {
  /// The case as a reader sees it: what is withheld is taken out of every version, and counted over those that stand.
  public func seen(through lens: Lens) -> (file: CaseFile, withheld: [Lens.Withholding: Int]) {
    var standing = LensFilter(lens, self)
    var earlier = LensFilter(lens, self)
    var file = self
    for index in versions.indices where versions[index].item != nil {
      let seen =
        versions[index].isCurrent
        ? standing.see(versions[index]) : earlier.see(versions[index])
      file.versions[index].item = seen?.item
      file.versions[index].reason = seen?.version.reason
      file.versions[index].isWithheld = seen == nil
    }
    return (file, standing.counts)
  }
}
