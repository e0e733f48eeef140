import MatrixCore

/// The inner loops of products of a matrix that is read once, stored in one precision and computed with in another.
public struct ProductKernels<Stored: MatrixScalar, Scalar: MatrixScalar>: Sendable {
  /// Rows of A, depth, A, stride of its lines, X, P.
  public typealias Kernel =
    @Sendable (Int, Int, UnsafePointer<Stored>, Int, UnsafePointer<Scalar>, UnsafeMutablePointer<Scalar>) -> Void

  public typealias Panels =
    @Sendable (Int, Int, Int, UnsafePointer<Stored>, Int, UnsafePointer<Scalar>, UnsafeMutablePointer<Scalar>) -> Void

  /// Elements of the vector both forms are laid out for.
  public var lanes: Int
  /// More columns than this are better made by `panels` than by `rows`.
  public var mostColumnsOfRows: Int
  /// `PanelProduct.run`: rows, depth, width, A, row stride, X, P.
  public var panels: Panels
  /// The same for an A that is contiguous along its rows: rows, depth, width, A, stride along the sum, X, P.
  public var crossPanels: Panels
  /// `NarrowPanelProduct.run`, for a width of one vector.
  public var narrowPanels: Panels
  /// `RowProduct.run`: rows, depth, A, row stride, X, P.
  public var rows: ByWidth
  /// `ColumnProduct.run`: rows, depth, A, column stride, X, P.
  public var columns: ByWidth

  @inlinable @inline(__always)
  public init(
    lanes: Int, rows: ByWidth, columns: ByWidth, mostColumnsOfRows: Int,
    panels: @escaping Panels, crossPanels: @escaping Panels, narrowPanels: @escaping Panels
  ) {
    self.mostColumnsOfRows = mostColumnsOfRows
    self.panels = panels
    self.crossPanels = crossPanels
    self.narrowPanels = narrowPanels
    self.lanes = lanes
    self.rows = rows
    self.columns = columns
  }

  /// One inner loop for each width of a narrow right-hand side. Not generic over the loop: a function that stands for a
  /// type parameter is wrapped in another, which a module for one processor would share with the others.
  public struct ByWidth: Sendable {
    public var one: Kernel
    public var two: Kernel
    public var four: Kernel
    public var eight: Kernel

    @inlinable @inline(__always)
    public init(one: @escaping Kernel, two: @escaping Kernel, four: @escaping Kernel, eight: @escaping Kernel) {
      self.one = one
      self.two = two
      self.four = four
      self.eight = eight
    }

    /// The loop for a width of one, two, four or eight columns.
    public subscript(width: Int) -> Kernel {
      switch width {
      case 1: one
      case 2: two
      case 4: four
      default: eight
      }
    }
  }
}
