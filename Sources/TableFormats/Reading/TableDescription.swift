import Tables

/// What a file or folder holds, told without loading it.
public struct TableDescription: Sendable, Equatable {
  /// The reader's name ("canonical folder").
  public var format: String
  public var metadata: TableMetadata
  public var transactionsKind: InputOutputTable.Transactions
  public var sectorCount: Int
  public var demandCount: Int
  /// Names of the rows below the flows other than value added.
  public var rowNames: [String]
  /// Bytes that reading allocates.
  public var bytesToAllocate: Int
  /// Bytes of these that are the flows' or coefficients': none where they are used in their file.
  public var flowBytes: Int
  /// Whether flows or coefficients are stored column by column, so that solvers copy them.
  public var isByColumns: Bool
  /// Bytes used in place, paged from the file.
  public var bytesMapped: Int
  /// Files of the folder that reading leaves alone.
  public var leftAlone: [String]

  public var title: String { metadata.title }
  public var year: String { metadata.year }
  public var unit: String { metadata.unit }

  /// The year as a number: the first of "2015-16"; nil where the source gives none.
  public var yearNumber: Int? { metadata.yearNumber }
}
