import MatrixCore
import Tables

/// A linear map from the sectors of one classification to those of another: an aggregator Q, a splitter S, or a weighted
/// mixture of both.
///
/// Shapes: `matrix` is targets × sources; entry (t, s) is the part of source s that goes to target t. Every column sums to
/// one, so totals are kept.
/// Reference: Miller and Blair (2009), section 4.9 (aggregation); S with shares is its right inverse's transpose.
public struct Concordance: Sendable, Equatable {
  public let targets: [SectorLabel]
  public let matrix: SparseMatrix<Double>

  public var sourceCount: Int { matrix.columns }

  /// Errors: `ConcordanceError` when a share is negative or not finite, a source goes nowhere, its shares do not sum to
  /// one, or a target's label is not unique.
  public init(
    sources: SectorIndex, targets: [SectorLabel], entries: [(target: Int, source: Int, share: Double)]
  ) throws(ConcordanceError) {
    for entry in entries where !(entry.share.isFinite && entry.share >= 0) {
      throw .badShare(sector: sources[entry.source].qualifiedCode, share: entry.share)
    }
    matrix = SparseMatrix(
      rows: targets.count, columns: sources.count,
      entries: entries.map { (row: $0.target, column: $0.source, value: $0.share) })
    self.targets = targets
    do { _ = try SectorIndex(targets) } catch { throw .labels(error) }
    try checkColumns(sources)
  }

  private func checkColumns(_ sources: SectorIndex) throws(ConcordanceError) {
    var sums = [CompensatedSum<Double>](repeating: CompensatedSum(), count: sources.count)
    var isMapped = [Bool](repeating: false, count: sources.count)
    for k in 0..<matrix.nonZeros {
      sums[Int(matrix.columnIndices[k])].add(matrix.values[k])
      isMapped[Int(matrix.columnIndices[k])] = true
    }
    for j in 0..<sources.count {
      guard isMapped[j] else { throw .unmapped(sector: sources[j].qualifiedCode) }
      guard abs(sums[j].value - 1) <= Self.shareTolerance else {
        throw .sharesDoNotSumToOne(sector: sources[j].qualifiedCode, sum: sums[j].value)
      }
    }
  }

  /// Shares are typed by people to a few digits; three thirds of .333 must be refused, .1 + .2 + .7 must not.
  public static let shareTolerance = 1e-9

  /// C v for a vector over the sources.
  public func apply(_ vector: [Double]) -> [Double] {
    precondition(vector.count == sourceCount, "a vector of another classification")
    return (0..<targets.count).map { target in
      var sum = CompensatedSum<Double>()
      for k in matrix.rowStarts[target]..<matrix.rowStarts[target + 1] {
        sum.add(matrix.values[k] * vector[Int(matrix.columnIndices[k])])
      }
      return sum.value
    }
  }
}
