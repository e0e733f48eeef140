import MatrixCore
import Tables

/// How strongly L answers to each of its coefficients: the field of influence in numbers.
///
/// S_ij = ΣΣ F_ij² with F_ij(ε) = (L(ε) − L)/ε and a_ij larger by ε: ‖L_·i‖² ‖L_j·‖² / (1 − ε l_ji)².
public struct Influence: Sendable {
  /// A coefficient and what hangs on it.
  public struct Cell: Sendable, Equatable {
    public var row: Int
    public var column: Int
    /// a_ij.
    public var coefficient: Double
    /// S_ij.
    public var index: Double
  }

  public var sectors: SectorIndex
  /// ε; 0 for the field of first order.
  public var change: Double
  /// ‖L_·i‖² and ‖L_j·‖², by sector.
  public var columnNorms: [Double]
  public var rowNorms: [Double]
  /// The mean of S over the coefficients between active sectors; nil without one.
  public var mean: Double?
  /// The most influential coefficients between active sectors, first first.
  public var cells: [Cell]
  /// S, n × n; nil where only the cells were wanted and ε is 0.
  public var matrix: InfluenceMatrix?
  public var checks: [IdentityCheck]
  public var remarks: [String]
  public var cost: SolveCost

  /// S_ij to first order.
  public func firstOrder(_ row: Int, _ column: Int) -> Double { columnNorms[row] * rowNorms[column] }
}

/// The index of every coefficient, n × n row-major.
public final class InfluenceMatrix: Sendable {
  private let cells: InfluenceCells

  init(_ values: consuming Matrix<Double>) { cells = InfluenceCells(values: values) }

  public subscript(_ row: Int, _ column: Int) -> Double { cells.values[row, column] }

  /// Writes it as `.npy`, in C order.
  public func write(to path: String) throws(FileError) { try cells.write(to: path) }
}

/// A matrix as a value: a view of it is taken inside a method.
private struct InfluenceCells: ~Copyable, Sendable {
  let values: Matrix<Double>

  func write(to path: String) throws(FileError) { try NPYWriter.write(values.view, to: path) }
}
