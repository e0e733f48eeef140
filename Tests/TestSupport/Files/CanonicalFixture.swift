/// A canonical folder of three sectors in two regions, written byte by byte, whose parts a test can break.
///
/// Balanced exactly: every row of Z and Y sums to x, every column of Z with va and imports does, too.
public struct CanonicalFixture {
  public var folder: TemporaryFolder
  public static let flows: [[Double]] = [[10, 20, 5], [15, 0, 25], [5, 10, 30]]
  public static let demand: [[Double]] = [[40, 25], [50, 10], [35, 20]]
  public static let output: [Double] = [100, 100, 100]
  public static let valueAdded: [Double] = [60, 65, 30]
  public static let imports: [Double] = [10, 5, 10]
  public static let sectors = "index,region,code,name\n0,NOR,a,Fish\n1,NOR,b,Oil\n2,SUD,a,\"Wine, oil\"\n"
  public static let categories = "index,region,category\n0,NOR,Households\n1,SUD,Households\n"
  public static let document = """
    {"id": "fixture", "title": "Three sectors", "year": 2020, "unit": "million crowns", "flows": "inter-regional", "n": 3,
     "demand_roles": ["household", "household"], "files": {"imports.npy": {"meaning": "imported inputs"}}}
    """

  public init() throws {
    folder = try TemporaryFolder()
    try folder.write(NPYBytes.matrix(Self.flows), to: "Z.npy")
    try folder.write(NPYBytes.matrix(Self.demand), to: "Y.npy")
    try folder.write(NPYBytes.vector(Self.output), to: "x.npy")
    try folder.write(NPYBytes.vector(Self.valueAdded), to: "va.npy")
    try folder.write(NPYBytes.vector(Self.imports), to: "imports.npy")
    try folder.write(Self.sectors, to: "sectors.csv")
    try folder.write(Self.categories, to: "demand.csv")
    try folder.write(Self.document, to: "meta.json")
  }

  public var path: String { folder.path }
}
