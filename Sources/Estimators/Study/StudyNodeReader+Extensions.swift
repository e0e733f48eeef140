import Yams

/// What a study may ask for beyond the core digital economy.
extension StudyNodeReader {
  /// Groups of codes, or of `{code, share}` where a sector is disrupted in part.
  func disrupted(_ node: Node) throws(StudyError) -> [Study.DisruptedGroup] {
    guard case .mapping(let mapping) = node else {
      throw failure(node, "'disrupted' must map group names to lists of sector codes")
    }
    var groups: [Study.DisruptedGroup] = []
    for (key, value) in mapping where !isDefinition(key, value) {
      var parts: [Study.DisruptedPart] = []
      for item in try sequence(value, "disrupted") { parts.append(try disruptedPart(item)) }
      groups.append(Study.DisruptedGroup(name: try scalar(key), parts: parts))
    }
    return groups
  }

  private func disruptedPart(_ node: Node) throws(StudyError) -> Study.DisruptedPart {
    if case .scalar = node { return Study.DisruptedPart(code: try scalar(node)) }
    let entries = try mapping(node, "a disrupted sector", allowed: ["code", "share"])
    guard let code = entries["code"] else { throw failure(node, "a disrupted sector needs the key 'code'") }
    return Study.DisruptedPart(code: try scalar(code), share: try entries["share"].map(share) ?? 1)
  }

  func fixedCapital(_ node: Node) throws(StudyError) -> FixedCapital {
    let entries = try mapping(node, "fixed_capital", allowed: ["share", "shares"])
    var shares: [String: Double] = [:]
    if let named = entries["shares"] {
      guard case .mapping(let mapping) = named else { throw failure(named, "'shares' must map sector codes to shares") }
      for (key, value) in mapping { shares[try scalar(key)] = try share(value) }
    }
    let share = try entries["share"].map(share)
    guard share != nil || !shares.isEmpty else { throw failure(node, "fixed_capital needs 'share' or 'shares'") }
    return FixedCapital(share: share, shares: shares)
  }

  func sampling(_ node: Node) throws(StudyError) -> Study.Sampling {
    let entries = try mapping(node, "monte_carlo", allowed: ["draws", "seed"])
    var sampling = Study.Sampling()
    if let draws = entries["draws"] {
      guard let count = Int(try scalar(draws)), (100...10_000_000).contains(count) else {
        throw failure(draws, "draws must be a whole number from 100 to 10000000")
      }
      sampling.draws = count
    }
    if let seed = entries["seed"] {
      guard let number = UInt64(try scalar(seed)) else { throw failure(seed, "seed must be a whole number that is not negative") }
      sampling.seed = number
    }
    return sampling
  }
}
