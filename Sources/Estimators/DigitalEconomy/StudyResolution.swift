import Tables

/// The digital sectors of a study found among the sectors of a table whose splits are made.
struct StudyResolution {
  /// Positions of each subsector's sectors, in the study's order.
  let subsectors: [(name: String, members: [Int])]
  /// All digital positions, ascending.
  let digital: [Int]

  /// Errors: sectors that are not there, ambiguous or named twice; subsectors without sectors.
  init(_ file: StudyFile, among sectors: SectorIndex) throws(EstimationError) {
    var subsectors: [(name: String, members: [Int])] = []
    var owner: [Int: String] = [:]
    for subsector in file.study.digital {
      guard !subsector.codes.isEmpty else {
        let line = file.line(of: subsector.name, under: ["digital"])
        throw .study(.emptySubsector(path: file.path, line: line, name: subsector.name))
      }
      var members: [Int] = []
      for code in subsector.codes {
        let index = try file.resolve(code, among: sectors)
        if let other = owner.updateValue(subsector.name, forKey: index) {
          throw file.failure(twice: code, [other, subsector.name])
        }
        members.append(index)
      }
      subsectors.append((subsector.name, members))
    }
    guard !owner.isEmpty else {
      let known = sectors.labels.prefix(3).map(\.code)
      throw .study(.noDigitalSector(path: file.path, line: file.line(ofKey: "digital"), known: known))
    }
    self.subsectors = subsectors
    digital = owner.keys.sorted()
  }
}
