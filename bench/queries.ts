// What people look for on a phone: without diacritics; names, deeds, dossier numbers.

const names = [
  'nguyen',
  'tran thi',
  'le van',
  'pham thi huong',
  'bui duc',
  'do quang',
  'hoang thi',
  'vu',
  'dang',
  'ngo',
];
const deeds = [
  'vi tien',
  'nhat duoc',
  'duoi nuoc',
  'chay bep',
  'hien dat',
  'ngay cong',
  'duong thon',
  'ao',
  'cuu',
  'tra lai',
];
const numbers = ['0007', '0123', '0999', '1234', '2345', '1500', '4711', '8000', '9876', '42'];

export const queries = [...names, ...deeds, ...numbers];
