/// A picture that suits a table, told by the names of its columns. Pages draw it; other forms leave it out.
///
/// Rows are named by the table's first columns of text. A column that the table does not have, or in which no row has a
/// figure, is left out of the picture.
public struct ResultChart: Sendable, Equatable {
  public enum Form: Sendable, Equatable {
    /// A bar a row for each of the columns, which share a unit.
    case bars([String], order: Order)
    /// A bar a row, made of parts end to end.
    case stack([Part], order: Order = .ofTable)
    /// A line for each of the columns over a column of numbers (years).
    case lines(x: String, [String])
    /// A line of `value` over `x` for each text of the column `series`.
    case linesBy(_ series: String, x: String, value: String)
    /// A point a row, with lines at `reference` that divide the plane in four.
    case scatter(x: String, y: String, reference: Double, quarters: Quarters)
    /// A point a row in a plane with logarithmic axes, coloured by the texts of the column `series`, under roofs.
    case roofline(x: String, y: String, series: String, roofs: [Roof])
    /// From one column's figure to another's, with a line at the figure that both surround.
    case ranges(low: String, high: String, around: Double?)
  }

  public enum Order: Sendable, Equatable {
    case ofTable
    /// By the first of the columns, or by the sum of the parts.
    case largestFirst
  }

  /// A part of a bar: a column's figure, with those of others, less what further columns count, too.
  public struct Part: Sendable, Equatable {
    public var title: String
    public var column: String
    public var plus: [String]
    public var less: [String]

    public init(_ title: String, _ column: String, plus: [String] = [], less: [String] = []) {
      (self.title, self.column, self.plus, self.less) = (title, column, plus, less)
    }
  }

  /// What the quarters of a plane are called.
  public struct Quarters: Sendable, Equatable {
    /// Above the reference in both, in x only, in y only, in neither.
    public var both: String
    public var onlyX: String
    public var onlyY: String
    public var neither: String

    public init(both: String, onlyX: String, onlyY: String, neither: String) {
      (self.both, self.onlyX, self.onlyY, self.neither) = (both, onlyX, onlyY, neither)
    }
  }

  /// What no point of a plane can be above: a level of y, or so many y for each x.
  public struct Roof: Sendable, Equatable {
    public var title: String
    public var rate: Double
    public var isSlope: Bool

    public init(_ title: String, level: Double) { (self.title, rate, isSlope) = (title, level, false) }

    public init(_ title: String, slope: Double) { (self.title, rate, isSlope) = (title, slope, true) }
  }

  /// The rows that are drawn: those with a text in a column.
  public struct Rows: Sendable, Equatable {
    public var column: String
    public var text: String

    public init(_ column: String, _ text: String) { (self.column, self.text) = (column, text) }
  }

  public var title: String
  public var form: Form
  /// Nil for all.
  public var rows: Rows?
  /// Of a table with a column of years, the year whose rows are drawn; nil for all.
  public var year: Int?
  /// Bars that are drawn of a longer table.
  public var mostRows: Int

  public init(_ title: String, _ form: Form, of rows: Rows? = nil, mostRows: Int = 30) {
    (self.title, self.form, self.rows, self.mostRows) = (title, form, rows, mostRows)
  }
}
