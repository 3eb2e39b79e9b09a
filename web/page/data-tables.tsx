export const DataTables = () => null;
