import type { Messages } from '../messages/messages.js';

const again = 'Proszę spróbować ponownie.';
const reload = 'Proszę ponownie załadować stronę.';
const support = 'Proszę skontaktować się z pomocą techniczną tej witryny.';
const unlock = 'Proszę odblokować ją kodem odblokowującym.';
const reset = 'Proszę ustawić nowy PIN lub nowe hasło kodem resetującym.';
const reEnrol = 'Proszę skonfigurować ją ponownie nowym kodem aktywacyjnym.';
const notYou = 'Jeśli to nie Państwo, proszę zmienić PIN lub hasło.';

/** Polish. */
export const pl: Messages = {
  lang: 'pl',
  complete: true,
  errors: {
    BIO_KEY_IS_WRONG: 'Dane biometryczne nie zostały rozpoznane.',
    BIO_KEY_NOT_ALLOWED: 'Nie można tu użyć biometrii.',
    CODE_ENTRY_DOES_NOT_EXIST:
      'Ten kod jest nieznany, użyty lub wygasł, albo zastąpił go nowszy. Proszę go sprawdzić lub poprosić o nowy.',
    CODE_IS_NOT_ALLOWED_FOR_THIS_TOKEN:
      'Ten kod jest przeznaczony dla innej usługi lub innej Państwa przeglądarki. Proszę użyć go tam.',
    CODE_TYPE_NOT_SUPPORTED:
      'Ten kod służy do czego innego. Kod z 16 liter i cyfr konfiguruje przeglądarkę; kod z 10 cyfr odblokowuje albo ustawia nowy PIN lub nowe hasło.',
    DEVICE_LOCKED: `Ta przeglądarka jest zablokowana, ponieważ zbyt długo nie była używana. ${unlock}`,
    DYNAMIC_TOKEN_KEY_IS_INVALID: `Dla Państwa bezpieczeństwa ta przeglądarka nie jest już akceptowana. ${reEnrol}`,
    FACTOR_STATE_CHANGED: 'W międzyczasie został ustawiony. Proszę go podać.',
    INSECURE_CONTEXT:
      'Ta strona lub strona, która ją zawiera, nie ma bezpiecznego połączenia. Proszę otworzyć ją pod adresem zaczynającym się od https. Jeśli to nie pomoże, proszę skontaktować się z pomocą techniczną tej witryny.',
    MACID_IS_UNKNOWN: `Usługa nie zna tej strony lub nie jest tą, której strona oczekuje. ${support}`,
    MAX_NB_TOOLS: 'Jest zbyt wiele urządzeń. Proszę najpierw usunąć jedno z nich.',
    MODULE_UNAVAILABLE: `Nie udało się załadować części tej strony. ${reload}`,
    NETWORK_UNAVAILABLE: `Usługa jest nieosiągalna. ${again}`,
    NO_ACTIVE_SERVICE_FOR_USER: `Usługa jest zamknięta lub obecnie tego nie oferuje. ${support}`,
    NO_DEVICE_FOUND: `Usługa nie zna tej przeglądarki. ${reEnrol}`,
    NO_PASSWORD: 'Ta usługa nie używa kodu PIN ani hasła.',
    ORIGIN_NOT_ALLOWED: `Usługi nie można używać pod tym adresem lub w ten sposób. ${support}`,
    OUTCOME_UNKNOWN: `Połączenie zostało przerwane. ${again}`,
    PASSWORD_IS_WRONG: 'To nie jest poprawne.',
    PIN_REFUSED: 'Nie można tego użyć. Proszę wybrać coś innego.',
    RATE_LIMITED: 'Było zbyt wiele prób. Proszę chwilę zaczekać.',
    REQUEST_MALFORMED: `Usługa nie przyjmuje tego, o co prosi ta strona. ${reload} Jeśli to nie pomoże, proszę skontaktować się z pomocą techniczną tej witryny.`,
    RESULT_EXPIRED: `Odpowiedź przyszła zbyt późno. ${again}`,
    SERVICE_ACCOUNT_STATUS_DISABLED: `Państwa konto jest wyłączone. ${support}`,
    SERVICE_KEY_UNKNOWN: `Tożsamość usługi nie została potwierdzona. ${support}`,
    SERVICE_UNAVAILABLE: `Usługa jest niedostępna. ${again}`,
    STATIC_TOKEN_KEY_IS_INVALID:
      'Ta przeglądarka nie ma klucza, który usługa akceptuje. Proszę skonfigurować ją kodem aktywacyjnym.',
    STORAGE_NOT_PERSISTENT:
      'Ta przeglądarka nie może tu przechowywać kluczy. Proszę wyjść z trybu prywatnego, zwolnić miejsce, jeśli urządzenie jest pełne, lub użyć innej przeglądarki; kod jest nadal ważny.',
    STORAGE_UNAVAILABLE: `Ta przeglądarka nie może używać swojej pamięci. ${reload} Jeśli to nie pomoże, proszę zezwolić na dane witryn.`,
    TOKEN_HAS_NO_BIO_KEY_AND_SERVICE_MUST_USE_BIOKEY:
      'Tutaj liczy się tylko biometria. Proszę jej użyć lub najpierw skonfigurować ją w tej przeglądarce.',
    TOKEN_IS_BLOCKED: `Ta przeglądarka jest zablokowana. ${unlock}`,
    TOKEN_IS_BUSY:
      'Inne karty lub okna używają tego konta. Proszę zamknąć kilka z nich i spróbować ponownie.',
    UNEXPECTED_ERROR: `Coś poszło nie tak. ${again}`,
    USER_CANCELLED: 'Anulowano.',
    USER_ENTRY_DOES_NOT_EXIST:
      'To konto nie jest skonfigurowane w tej przeglądarce lub już nie istnieje. Aby je skonfigurować, proszę użyć kodu aktywacyjnego.',
    USER_IS_BLOCKED:
      'Państwa konto jest zablokowane po zbyt wielu błędnych próbach. Proszę użyć kodu odblokowującego, a jeśli to nie pomoże, kodu resetującego.',
    VERSION_UNSUPPORTED: `Ta strona i usługa nie pasują do siebie. ${reload}`,
  },
  refusals: {
    'too-short': 'To jest za krótkie.',
    'too-long': 'To jest za długie.',
    form: 'Niektórych z tych znaków nie można użyć.',
    common: 'To zbyt łatwo odgadnąć. Proszę wybrać coś innego.',
    same: 'To jest już w użyciu. Proszę wybrać coś innego.',
    different: 'Oba wpisy się różnią.',
  },
  notDigits: 'Proszę użyć samych cyfr.',
  weakPins: {
    repeated: 'Powtarzające się cyfry są zbyt łatwe do odgadnięcia. Proszę wybrać inne.',
    sequence: 'Kolejne cyfry są zbyt łatwe do odgadnięcia. Proszę wybrać inne.',
  },
  bioKeyEnded:
    'Dane biometryczne zbyt wiele razy nie zostały rozpoznane i nie liczą się już w tej przeglądarce. Proszę użyć kodu PIN lub hasła, jeśli jest, albo skontaktować się z pomocą techniczną tej witryny.',
  serviceBehind:
    'Usługa utraciła część swoich danych. W tej przeglądarce nic nie zostało utracone. Proszę spróbować później.',
  triesLeft: {
    one: 'Pozostała jedna próba.',
    few: 'Pozostały {count} próby.',
    many: 'Pozostało {count} prób.',
    other: 'Pozostało {count} próby.',
  },
  noTriesLeft: `Zablokowano po zbyt wielu błędnych próbach. ${unlock}`,
  retryIn: 'Proszę spróbować ponownie {when}.',
  states: {
    active: 'Aktywne',
    blocked: 'Zablokowane',
    locked: 'Zablokowane',
    'user-blocked': 'Zablokowane',
    disabled: 'Wyłączone',
    unresolved: 'Niepotwierdzone',
    lost: 'Nieakceptowane',
  },
  helps: {
    none: '',
    'unlock-code': 'Proszę odblokować je kodem odblokowującym.',
    'reset-code': reset,
    administrator: support,
    'go-online': 'Zostanie potwierdzone przy następnym użyciu.',
    're-enrol': 'Proszę skonfigurować je ponownie nowym kodem aktywacyjnym.',
  },
  wrongTries: {
    here: {
      one: `Jedna błędna próba, {when}, w tej przeglądarce. ${notYou}`,
      few: `{count} błędne próby, ostatnia {when}, w tej przeglądarce. ${notYou}`,
      many: `{count} błędnych prób, ostatnia {when}, w tej przeglądarce. ${notYou}`,
      other: `{count} błędnej próby, ostatnia {when}, w tej przeglądarce. ${notYou}`,
    },
    there: {
      one: `Jedna błędna próba, {when}, w przeglądarce {browser}. ${notYou}`,
      few: `{count} błędne próby, ostatnia {when}, w przeglądarce {browser}. ${notYou}`,
      many: `{count} błędnych prób, ostatnia {when}, w przeglądarce {browser}. ${notYou}`,
      other: `{count} błędnej próby, ostatnia {when}, w przeglądarce {browser}. ${notYou}`,
    },
    elsewhere: {
      one: `Jedna błędna próba, {when}, w innej przeglądarce. ${notYou}`,
      few: `{count} błędne próby, ostatnia {when}, w innej przeglądarce. ${notYou}`,
      many: `{count} błędnych prób, ostatnia {when}, w innej przeglądarce. ${notYou}`,
      other: `{count} błędnej próby, ostatnia {when}, w innej przeglądarce. ${notYou}`,
    },
  },
  cancel: 'Anuluj',
  tryAgain: 'Spróbuj ponownie',
  pin: { digits: 'PIN', text: 'Hasło' },
  newPin: { digits: 'Nowy PIN', text: 'Nowe hasło' },
  repeatPin: { digits: 'Powtórz PIN', text: 'Powtórz hasło' },
  enterPin: { digits: 'Proszę podać PIN', text: 'Proszę podać hasło' },
  choosePin: { digits: 'Proszę wybrać PIN', text: 'Proszę wybrać hasło' },
  pinForm: {
    digits: {
      one: '{range} cyfra, trudna do odgadnięcia.',
      few: '{range} cyfry, trudne do odgadnięcia.',
      many: '{range} cyfr, trudnych do odgadnięcia.',
      other: '{range} cyfry, trudne do odgadnięcia.',
    },
    text: {
      one: '{range} znak, trudny do odgadnięcia.',
      few: '{range} znaki, trudne do odgadnięcia.',
      many: '{range} znaków, trudnych do odgadnięcia.',
      other: '{range} znaku, trudnego do odgadnięcia.',
    },
  },
  showPin: { digits: 'Pokaż PIN', text: 'Pokaż hasło' },
  confirmPin: 'Dalej',
  forgotten: { digits: 'Zapomniany PIN lub blokada?', text: 'Zapomniane hasło lub blokada?' },
  useBioKey: 'Użyj biometrii',
  checking: 'Sprawdzanie…',
  activationCode: 'Kod aktywacyjny',
  activationCodeHint: '16 liter i cyfr, jak w otrzymanym kodzie.',
  activationCodeMistyped: 'W tym kodzie jest literówka. Proszę go sprawdzić.',
  tokenName: 'Nazwa tej przeglądarki',
  ownName: '{browser} na {system}',
  tokenNameHint: 'Aby później można ją było rozpoznać.',
  activate: 'Skonfiguruj tę przeglądarkę',
  activating: 'Konfigurowanie…',
  activated: 'Ta przeglądarka jest skonfigurowana dla {login}.',
  activatedHint: 'Od teraz może potwierdzać Państwa tożsamość.',
  accounts: 'Konta w tej przeglądarce',
  noAccounts: 'W tej przeglądarce nie skonfigurowano jeszcze żadnego konta.',
  noAccountsHelp: 'Proszę skonfigurować je za pomocą kodu aktywacyjnego.',
  offline: 'Usługa jest nieosiągalna. To ostatni znany stan.',
  misconfigured: `Ta strona nie jest poprawnie skonfigurowana. ${support}`,
  loading: 'Ładowanie kont…',
  manage: 'Zarządzaj',
  managed: 'Gotowe',
  forget: 'Usuń',
  forgetLogin: 'Usuń {login} z tej przeglądarki',
  forgetTitle: 'Usunąć {login}?',
  forgetConsequence: 'Aby ponownie używać tego konta tutaj, potrzebny będzie nowy kod aktywacyjny.',
  otp: 'Hasło jednorazowe',
  getOtp: 'Pobierz hasło jednorazowe',
  getNewOtp: 'Pobierz nowe',
  otpHint: 'Działa tylko raz, przez kilka sekund.',
  otpMissing: 'Proszę najpierw pobrać hasło jednorazowe.',
  loginMissing: 'Proszę najpierw wybrać konto.',
  otpExpired: 'Wygasło. Proszę pobrać nowe.',
  otpReady: {
    one: 'Gotowe. Ważne przez jedną sekundę.',
    few: 'Gotowe. Ważne przez {count} sekundy.',
    many: 'Gotowe. Ważne przez {count} sekund.',
    other: 'Gotowe. Ważne przez {count} sekundy.',
  },
  otpLeft: {
    one: 'Ważne jeszcze jedną sekundę.',
    few: 'Ważne jeszcze {count} sekundy.',
    many: 'Ważne jeszcze {count} sekund.',
    other: 'Ważne jeszcze {count} sekundy.',
  },
  otpAgain: 'W każdej chwili można pobrać nowe.',
  copy: 'Kopiuj',
  copied: 'Skopiowano',
  copyRefused:
    'Ta przeglądarka nie pozwala stronie kopiować. Tekst jest zaznaczony: proszę skopiować go samodzielnie.',
  fieldMissing: 'Proszę wypełnić to pole.',

  accessToken: {
    get: 'Potwierdź swoją tożsamość',
    hint: 'Ta strona prosi o dostęp w Państwa imieniu.',
    ready: 'Potwierdzono.',
    taken: 'Potwierdzono i przekazano tej stronie.',
    expired: 'Wygasło. Proszę potwierdzić ponownie.',
  },
  activationCodes: {
    code: 'Kod dla innego urządzenia',
    get: 'Skonfiguruj inne urządzenie',
    getNew: 'Pobierz nowy kod',
    hint: 'Otrzymają Państwo kod, który konfiguruje kolejną przeglądarkę. Proszę nikomu go nie pokazywać.',
    ready: 'Proszę wpisać ten kod na innym urządzeniu lub zeskanować nim obraz.',
    readyWithoutQrCode:
      'Proszę wpisać ten kod na innym urządzeniu. Brakuje obrazu do zeskanowania, ponieważ nie udało się załadować części tej strony; aby go zobaczyć, proszę ponownie załadować stronę.',
    expired: 'Wygasł. Proszę pobrać nowy kod.',
    added: 'Dodano: {name}',
    qrCode: 'Kod QR z kodem dla innego urządzenia',
    copy: 'Kopiuj kod',
    timeLeft: 'Ważny przez {time}',
  },
  signIn: {
    signIn: 'Zaloguj się',
    account: 'Konto',
    notYou: 'Inna osoba?',
    userName: 'Nazwa użytkownika',
    otherDevice: 'Użyj innego urządzenia',
    thisDevice: 'Użyj tej przeglądarki',
  },
  bioKey: {
    errors: {
      BIO_KEY_ALREADY_EXIST: 'Biometria jest tu już skonfigurowana. Proszę ją najpierw usunąć.',
    },
    title: 'Biometria',
    states: {
      off: 'Nieużywana tutaj',
      unset: 'Nieskonfigurowana w tej przeglądarce',
      set: 'Skonfigurowana w tej przeglądarce',
      unknown: 'Nieznana dla tego konta',
    },
    obstacles: {
      page: 'Ta strona nie może skonfigurować biometrii.',
      browser: 'Ta przeglądarka lub to urządzenie tego nie potrafi.',
      frame:
        'Nie można tego zrobić wewnątrz innej strony. Proszę otworzyć stronę tej usługi bezpośrednio.',
    },
    instead: {
      digits: 'PIN działa jak dotychczas.',
      text: 'Hasło działa jak dotychczas.',
      none: '',
    },
    hint: {
      digits: 'Proszę użyć odcisku palca, twarzy lub blokady tego urządzenia zamiast kodu PIN.',
      text: 'Proszę użyć odcisku palca, twarzy lub blokady tego urządzenia zamiast hasła.',
      none: 'Proszę użyć odcisku palca, twarzy lub blokady tego urządzenia.',
    },
    register: 'Skonfiguruj biometrię',
    revoke: 'Usuń biometrię',
    registering: 'Proszę wykonać polecenia urządzenia…',
    registered: 'Biometria jest skonfigurowana dla tej przeglądarki.',
    revoked: 'Biometria została usunięta z tej przeglądarki.',
  },
  changePin: {
    errors: { NO_PASSWORD: 'Ta usługa nie używa kodu PIN: nie ma czego zmieniać.' },
    change: { digits: 'Zmień PIN', text: 'Zmień hasło' },
    hint: {
      digits: 'Najpierw obecny PIN, potem dwa razy nowy.',
      text: 'Najpierw obecne hasło, potem dwa razy nowe.',
    },
    done: {
      digits: 'PIN został zmieniony na wszystkich Państwa urządzeniach.',
      text: 'Hasło zostało zmienione na wszystkich Państwa urządzeniach.',
    },
  },
  devices: {
    errors: {
      NO_DEVICE_FOUND:
        'Urządzenie zostało już usunięte lub ta przeglądarka nie jest już akceptowana. Proszę ponownie załadować stronę.',
    },
    title: 'Państwa urządzenia',
    loading: 'Ładowanie urządzeń…',
    onlyThis: 'Nie ma innego urządzenia.',
    thisOne: 'Ta przeglądarka',
    states: { active: 'Aktywne', blocked: 'Zablokowane', locked: 'Zablokowane' },
    lastUsed: 'Ostatnie użycie: {when}',
    added: 'Dodano: {when}',
    twin: '{name}, dodano {when}',
    actions: {
      renameDevice: 'Zmień nazwę: {name}',
      lockDevice: 'Zablokuj {name}',
      unlockDevice: 'Odblokuj {name}',
      revokeDevice: 'Usuń {name}',
    },
    done: {
      renameDevice: 'Nowa nazwa to {name}.',
      lockDevice: 'Zablokowano: {name}.',
      unlockDevice: '{name}: można znów używać.',
      revokeDevice: 'Usunięto: {name}.',
    },
    rename: 'Zmień nazwę',
    renameTitle: 'Zmień nazwę: {name}',
    renamePurpose: 'Proszę wybrać nazwę, po której można rozpoznać to urządzenie.',
    newName: 'Nowa nazwa',
    lock: 'Zablokuj',
    lockTitle: 'Zablokować {name}?',
    lockConsequence:
      'Nie będzie mogło nic zrobić, dopóki nie zostanie tu odblokowane. Proszę to zrobić, jeśli nie można go znaleźć.',
    revoke: 'Usuń',
    revokeTitle: 'Usunąć {name}?',
    revokeConsequence:
      'Nie będzie już mogło potwierdzać Państwa tożsamości. Proszę to zrobić, jeśli zostało zgubione.',
    revokeThisConsequence:
      'Aby ponownie używać konta tutaj, potrzebny będzie nowy kod aktywacyjny.',
  },
  push: {
    errors: {
      NO_ACTIVE_SERVICE_FOR_USER: 'Potwierdzanie na innym urządzeniu nie jest obecnie oferowane.',
      PUSH_ALIAS_ENTRY_DOES_NOT_EXIST: 'Ta prośba już się zakończyła. Potrzebna jest nowa.',
      PUSH_DENIED: 'Ta prośba nie została zatwierdzona na innym urządzeniu.',
      PUSH_EXPIRED: 'Nie było odpowiedzi na czas. Proszę spróbować ponownie.',
    },
    notSetUp:
      'Pytać mogą tu tylko przeglądarki skonfigurowane dla Państwa konta. Proszę skonfigurować tę kodem aktywacyjnym.',
    askOtherDevice: 'Potwierdź na innym urządzeniu',
    askAgain: 'Zapytaj ponownie',
    asking: 'Pytanie w toku…',
    askHint: 'Przeglądarka skonfigurowana dla Państwa konta potwierdza Państwa tożsamość.',
    number: 'Liczba do wpisania tam',
    secondsLeft: '{seconds} s',
    numberShown:
      'Proszę otworzyć tę witrynę w przeglądarce skonfigurowanej dla Państwa konta i wpisać liczbę.',
    requests: 'Prośby do potwierdzenia',
    noRequests: 'Nikt na Państwa nie czeka.',
    arrived: 'Strona czeka na potwierdzenie Państwa tożsamości.',
    wantsToSignIn: '{site}: zalogować jako {login}?',
    age: '{when}',
    typeNumber: 'Liczba wyświetlona tam',
    numberMissing: 'Proszę wpisać liczbę, którą pokazuje druga strona.',
    numberWrong: 'To nie jest liczba, którą pokazuje druga strona.',
    approve: 'Tak, to ja',
    deny: 'Odrzuć',
    notMe: 'To nie ja',
    notMeHint:
      'Jeśli teraz nigdzie się nie logujesz, zgłoś to: przez godzinę nikt nie będzie mógł pytać.',
    approved: 'Potwierdzono. Można kontynuować na drugiej stronie.',
    denied: 'Odrzucono.',
    muted: 'Odrzucono. Przez godzinę nie będzie kolejnych pytań.',
    answer: 'Odpowiedz',
  },
  resetPin: {
    errors: {
      CODE_TYPE_NOT_SUPPORTED:
        'Ten kod nie ustawia nowego kodu PIN ani hasła. Z 10 cyfr odblokowuje, z 16 liter i cyfr konfiguruje przeglądarkę: proszę użyć go tam.',
      NO_PASSWORD: 'Ta usługa nie używa kodu PIN: nie ma czego ustawiać.',
    },
    code: 'Kod resetujący',
    hint: '10 cyfr, jak w otrzymanym kodzie.',
    mistyped: 'W tym kodzie jest literówka. Proszę go sprawdzić.',
    submit: { digits: 'Ustaw nowy PIN', text: 'Ustaw nowe hasło' },
    pending: { digits: 'Ustawianie kodu PIN…', text: 'Ustawianie hasła…' },
    done: {
      digits: 'PIN dla {login} jest ustawiony.',
      text: 'Hasło dla {login} jest ustawione.',
    },
    doneHint: 'Obowiązuje na wszystkich urządzeniach. Biometrię trzeba skonfigurować ponownie.',
  },
  seal: {
    errors: {
      SEALDATA_IS_NOT_VALID: 'Ten tekst jest uszkodzony i nie można go opieczętować.',
      SEALING_IS_NOT_ALLOWED: 'Pieczętowanie jest wyłączone.',
    },
    data: 'Co zostanie opieczętowane',
    characters: {
      one: '{count} znak',
      few: '{count} znaki',
      many: '{count} znaków',
      other: '{count} znaku',
    },
    shownPart: 'Widoczna jest część {part} z {parts}. Pieczęć dotyczy całego tekstu.',
    part: 'Część, od 1 do {parts}',
    previousPart: 'Poprzednia część',
    nextPart: 'Następna część',
    seal: 'Opieczętuj',
    hint: 'Proszę najpierw przeczytać. Pieczęć potwierdza dokładnie ten tekst.',
    pending: 'Pieczętowanie…',
    done: 'Opieczętowano.',
    missing: 'Proszę to najpierw opieczętować.',
    empty: 'Nie ma jeszcze nic do opieczętowania.',
  },
  unlock: {
    errors: {
      CODE_IS_NOT_ALLOWED_FOR_THIS_TOKEN:
        'Ten kod jest dla innej Państwa przeglądarki. Proszę użyć go tam lub poprosić o kod dla tej przeglądarki.',
      CODE_TYPE_NOT_SUPPORTED:
        'Ten kod nie odblokowuje. Z 10 cyfr ustawia nowy PIN lub nowe hasło, z 16 liter i cyfr konfiguruje przeglądarkę: proszę użyć go tam.',
      TOKEN_IS_NOT_BLOCKED: 'Ta przeglądarka nie jest zablokowana.',
      USER_IS_BLOCKED:
        'Było zbyt wiele błędnych prób. Proszę ustawić nowy PIN lub nowe hasło kodem resetującym.',
      USER_IS_NOT_BLOCKED: 'Państwa konto nie jest zablokowane.',
    },
    code: 'Kod odblokowujący',
    hint: '10 cyfr, jak w otrzymanym kodzie.',
    mistyped: 'W tym kodzie jest literówka. Proszę go sprawdzić.',
    submit: 'Odblokuj',
    pending: 'Odblokowywanie…',
    done: 'Odblokowano: {login}.',
    doneHint: 'Można znów używać tego konta.',
  },
};
