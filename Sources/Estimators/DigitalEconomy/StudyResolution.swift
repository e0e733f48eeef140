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
      guard !subsector.codes.isEmpty else { throw .study(.emptySubsector(path: file.path, name: subsector.name)) }
      var members: [Int] = []
      for code in subsector.codes {
        let index = try file.resolve(code, among: sectors)
        if let other = owner.updateValue(subsector.name, forKey: index) {
          throw .study(.sectorTwice(path: file.path, sector: code, subsectors: [other, subsector.name]))
        }
        members.append(index)
      }
      subsectors.append((subsector.name, members))
    }
    guard !owner.isEmpty else { throw .study(.noDigitalSector(path: file.path)) }
    self.subsectors = subsectors
    digital = owner.keys.sorted()
  }
}
