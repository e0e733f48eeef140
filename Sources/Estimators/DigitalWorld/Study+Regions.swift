import Aggregation
import Tables

extension StudyFile {
  /// The study in which a bare code that several regions have stands for the sectors of all of them.
  init(_ file: StudyFile, inAllRegions sectors: SectorIndex) {
    var study = file.study
    study.splits = study.splits.flatMap { split in
      sectors.names(of: split.sector).map { SectorSplit(sector: $0, into: split.parts) }
    }
    for k in study.digital.indices { study.digital[k].codes = study.digital[k].codes.flatMap(sectors.names) }
    self.init(study, of: file)
  }
}

extension SectorIndex {
  /// `REGION/CODE` of every region for a code that several have; else the name itself.
  fileprivate func names(of name: String) -> [String] {
    guard case .ambiguous(let positions) = position(of: name) else { return [name] }
    return positions.map { self[$0].qualifiedCode }
  }
}
