import Tables

/// What the columns of a labelled csv are, and so the size of the table.
struct LabelledCSVLayout {
  let sectors: SectorIndex
  let demand: [DemandCategory]
  let hasOutput: Bool

  /// Values on a `sector` line.
  var valueCount: Int { sectors.count + demand.count + (hasOutput ? 1 : 0) }

  /// Memory for the numbers of the `sector` lines; nil when the size does not fit an `Int`.
  var bytesNeeded: Int? {
    let (cells, overflow) = sectors.count.multipliedReportingOverflow(by: valueCount)
    let (bytes, tooLarge) = cells.multipliedReportingOverflow(by: MemoryLayout<Double>.stride)
    return overflow || tooLarge ? nil : bytes
  }

  /// The smallest file that can hold the numbers: each takes a digit and a separator. A header that promises more than the
  /// file holds is found out before memory is asked for.
  var smallestFile: Int? { bytesNeeded.map { $0 / MemoryLayout<Double>.stride * 2 } }
}
