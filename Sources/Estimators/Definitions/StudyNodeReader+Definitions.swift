import Yams

extension StudyNodeReader {
  /// A definition of whichever kind, by its keys: `groups`, `sectors`, or the sets of sectors.
  func definition(_ root: Node) throws(StudyError) -> Definition {
    let entries = try mapping(root, "a definition", allowed: nil)
    if entries["groups"] != nil { return .activities(try activitySet(root)) }
    if entries["sectors"] != nil { return .map(try classificationMap(root)) }
    if entries["digital_economy"] != nil { return .sectors(try sectorDefinition(root)) }
    throw failure(root, "a definition needs the key 'groups' (codes in groups), 'sectors' or 'digital_economy'")
  }

  private static let head = ["id", "title", "standing", "source", "notes"]

  private func activitySet(_ root: Node) throws(StudyError) -> ActivitySet {
    let entries = try mapping(root, "a definition", allowed: Self.head + ["scheme", "groups", "words"])
    let words = try entries["words"].map(wordLists) ?? [:]
    guard let groups = entries["groups"], case .mapping(let mapping) = groups else {
      throw failure(entries["groups"] ?? root, "'groups' must map names to lists of codes")
    }
    var set = ActivitySet(
      id: try text(entries, "id", root), title: try entries["title"].map(scalar) ?? "",
      scheme: try text(entries, "scheme", root), standing: try standing(entries, root),
      source: try entries["source"].map(scalar) ?? "", notes: try entries["notes"].map(strings) ?? [], groups: [])
    for (key, value) in mapping {
      let name = try scalar(key)
      guard !set.groups.contains(where: { $0.name == name }) else { throw failure(key, "group '\(name)' twice") }
      var activities: [ActivitySet.Activity] = []
      for item in try sequence(value, name) { activities.append(try activity(item)) }
      set.groups.append(ActivitySet.Group(name: name, activities: activities, words: words[name] ?? []))
    }
    return set
  }

  private func activity(_ node: Node) throws(StudyError) -> ActivitySet.Activity {
    if case .scalar = node { return ActivitySet.Activity(code: try scalar(node)) }
    let entries = try mapping(node, "an activity", allowed: ["code", "name"])
    return ActivitySet.Activity(code: try text(entries, "code", node), name: try entries["name"].map(scalar) ?? "")
  }

  private func wordLists(_ node: Node) throws(StudyError) -> [String: [String]] {
    var lists: [String: [String]] = [:]
    for (name, value) in try mapping(node, "words", allowed: nil) { lists[name] = try strings(value) }
    return lists
  }

  private func classificationMap(_ root: Node) throws(StudyError) -> ClassificationMap {
    let entries = try mapping(root, "a definition", allowed: Self.head + ["classification", "sectors"])
    var sectors: [ClassificationMap.Sector] = []
    for item in try entries["sectors"].map({ node throws(StudyError) in try sequence(node, "sectors") }) ?? [] {
      let sector = try mapping(item, "a sector", allowed: ["code", "name", "isic4", "isic3"])
      sectors.append(
        ClassificationMap.Sector(
          code: try text(sector, "code", item), name: try sector["name"].map(scalar) ?? "",
          isic4: try sector["isic4"].map(strings) ?? [], isic3: try sector["isic3"].map(strings) ?? []))
    }
    return ClassificationMap(
      id: try text(entries, "id", root), title: try entries["title"].map(scalar) ?? "",
      classification: try text(entries, "classification", root), standing: try standing(entries, root),
      source: try entries["source"].map(scalar) ?? "", notes: try entries["notes"].map(strings) ?? [], sectors: sectors)
  }

  private func sectorDefinition(_ root: Node) throws(StudyError) -> SectorDefinition {
    let sets = ["digital_services", "digital_economy", "manufacturing"]
    let entries = try mapping(root, "a definition", allowed: Self.head + ["classification"] + sets)
    var codes: [[String]] = []
    for set in sets { codes.append(try entries[set].map(strings) ?? []) }
    return SectorDefinition(
      id: try text(entries, "id", root), title: try entries["title"].map(scalar) ?? "",
      classification: try text(entries, "classification", root), standing: try standing(entries, root),
      source: try entries["source"].map(scalar) ?? "", notes: try entries["notes"].map(strings) ?? [],
      digitalServices: codes[0], digitalEconomy: codes[1], manufacturing: codes[2])
  }

  private func text(_ entries: [String: Node], _ key: String, _ node: Node) throws(StudyError) -> String {
    guard let value = entries[key] else { throw failure(node, "a definition needs the key '\(key)' here") }
    return try scalar(value)
  }

  private func standing(_ entries: [String: Node], _ root: Node) throws(StudyError) -> DefinitionStanding {
    guard let node = entries["standing"] else { return .unverified }
    let text = try scalar(node)
    guard let standing = DefinitionStanding(rawValue: text) else {
      throw failure(node, "standing '\(text)' is not one of published, derived, unverified")
    }
    return standing
  }
}
