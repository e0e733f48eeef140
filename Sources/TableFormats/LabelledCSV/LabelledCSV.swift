/// The layout of a labelled csv: a whole table in one file that a spreadsheet can make.
///
/// Every line begins with a word that says what it is:
/// ```
/// leontief-table,1
/// meta,unit,million EUR
/// meta,transactions,flows
/// columns,kind,,,sector,sector,demand,output
/// columns,region,,,DEU,DEU,DEU,
/// columns,code,,,agr,ind,,
/// columns,name,,,Agriculture,Industry,Households,
/// columns,role,,,,,household consumption,
/// sector,DEU,agr,Agriculture,10,20,70,100
/// sector,DEU,ind,Industry,30,40,130,200
/// value-added,,,gross value added,55,130
/// row,imports,,imported inputs,5,10
/// ```
/// * `meta` lines hold a key of `meta.json` and its text; `source.…` and `licence.…` name their parts, `note` and
///   `history` may repeat. `transactions` is `flows` (the default) or `coefficients`.
/// * `columns` lines label the columns from the fifth on: first all sectors, then final demand (region and category, in
///   the lines `region` and `name`), then the gross output if the source has it. The line `role` may be left out.
/// * one `sector` line a sector, in the order of the columns; its region, code and name must be those of its column.
/// * `value-added` and `row` lines follow: one value a sector. Lines of one name that follow each other are one block.
/// * Blank lines and blank cells behind the last value of a line are ignored. A blank cell among values is an error.
///
/// Numbers are plain decimals; those this library writes read back bit for bit.
enum LabelledCSV {
  static let signature = "leontief-table"
  static let version = "1"
  /// Columns before the values.
  static let labelColumns = 4

  enum Line: String, CaseIterable {
    case meta, columns, sector, row
    case valueAdded = "value-added"
  }

  enum Column: String { case sector, demand, output }

  static let coefficients = "coefficients"
  static let flows = "flows"
}
