import Aggregation

/// The splits of a study with what they were read from.
struct StudySplits {
  var splits: [SectorSplit] = []
  /// Those that the file gives, by the part's code.
  var ranges: [String: ClosedRange<Double>] = [:]
  var revenues: [Study.Revenues] = []
}
